package io.thalweg.streams.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.RegistryConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry in this process that speaks what the client needs of Confluent's REST API. It
 * repeats the request's credentials in every error, as a careless proxy might.
 */
public final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Integer, Map<String, Object>> schemas = new LinkedHashMap<>();
  private final Map<String, Integer> subjects = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Deque<Integer> failures = new ArrayDeque<>();
  private @Nullable String authorization;
  private byte @Nullable [] fixedAnswer;
  private int nextId = 1;

  private FakeRegistry(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public static FakeRegistry start() {
    try {
      return new FakeRegistry(HttpServer.create(loopback(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeRegistry startTls(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new FakeRegistry(server);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** A client's configuration with this registry's address and further keys. */
  public RegistryConfig config(String keys) {
    return PipelineConfig.parse(
            "pipeline: p\nsource: {topic: t}\nregistry: {url: \"%s\"%s}".formatted(url(), keys))
        .registry();
  }

  /** A client of it with every default. */
  public SchemaRegistry client() {
    return SchemaRegistry.of(config(""));
  }

  public synchronized int add(Schema schema) {
    return add(Map.of("schema", schema.toString()));
  }

  synchronized int add(Map<String, Object> answer) {
    schemas.put(nextId, answer);
    return nextId++;
  }

  /** The next answers have these statuses, whatever is asked. */
  synchronized void failNext(Integer... statuses) {
    failures.addAll(List.of(statuses));
  }

  /** From now on no request is answered with success. */
  public synchronized void failAlways(int status) {
    for (int i = 0; i < 10_000; i++) {
      failures.add(status);
    }
  }

  public synchronized void recover() {
    failures.clear();
  }

  synchronized void demand(String header) {
    authorization = header;
  }

  synchronized void answerAlways(byte[] body) {
    fixedAnswer = body;
  }

  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  public synchronized Map<String, Integer> subjects() {
    return Map.copyOf(subjects);
  }

  /** A record in the wire format. */
  public static byte[] message(int id, GenericRecord record) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(0);
      bytes.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a message the way any consumer with this registry does. */
  public GenericRecord read(byte[] message) {
    try {
      ByteBuffer header = ByteBuffer.wrap(message);
      if (header.get() != 0) {
        throw new AssertionError("not in the registry's format");
      }
      Schema schema = new Schema.Parser().parse(schemaText(header.getInt()));
      return new GenericDatumReader<GenericRecord>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(message, 5, message.length - 5, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized String schemaText(int id) {
    return String.valueOf(schemas.getOrDefault(id, Map.of()).get("schema"));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      Map.Entry<Integer, byte[]> answer = answer(exchange, body, sent);
      exchange.sendResponseHeaders(answer.getKey(), answer.getValue().length);
      exchange.getResponseBody().write(answer.getValue());
    }
  }

  private synchronized Map.Entry<Integer, byte[]> answer(
      HttpExchange exchange, byte[] body, String sent) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    Integer failure = failures.poll();
    if (failure != null) {
      return error(failure, failure, sent);
    }
    if (authorization != null && !authorization.equals(sent)) {
      return error(401, 40101, sent);
    }
    if (fixedAnswer != null) {
      return Map.entry(200, fixedAnswer);
    }
    if (path.matches("/schemas/ids/\\d+")) {
      Map<String, Object> known =
          schemas.get((int) Long.parseLong(path.substring("/schemas/ids/".length())));
      return known == null ? error(404, 40403, sent) : ok(known);
    }
    if (path.matches("/subjects/[^/]+/versions/\\d+")) {
      Integer id = subjects.get(path.split("/")[2]);
      return id == null ? error(404, 40401, sent) : ok(schemas.getOrDefault(id, Map.of()));
    }
    if (path.matches("/subjects/[^/]+/versions")) {
      JsonNode text = JSON.readTree(body).path("schema");
      String subject = path.split("/")[2];
      return ok(Map.of("id", register(subject, text.asText())));
    }
    return error(404, 404, sent);
  }

  /** Puts a schema under a subject, as its producer would. */
  public synchronized int register(String subject, String schema) {
    Integer id = subjects.get(subject);
    if (id == null) {
      id = add(Map.of("schema", schema));
      subjects.put(subject, id);
    }
    return id;
  }

  private static Map.Entry<Integer, byte[]> ok(Map<String, Object> answer) throws IOException {
    return Map.entry(200, JSON.writeValueAsBytes(answer));
  }

  private static Map.Entry<Integer, byte[]> error(int status, int code, String echo) {
    String text = "{\"error_code\": %d, \"message\": \"you sent %s\"}".formatted(code, echo);
    return Map.entry(status, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
