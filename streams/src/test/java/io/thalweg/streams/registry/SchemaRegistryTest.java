package io.thalweg.streams.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.RegistryConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a registry in this process. */
class SchemaRegistryTest {
  private static final String SECRET = "hunter2-planted";
  private static final Schema SCHEMA =
      SchemaBuilder.record("Event").fields().requiredDouble("a").endRecord();

  private final FakeRegistry server = FakeRegistry.start();
  private final PassingTime time = new PassingTime();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void schema_askedTwice_isFetchedOnce() {
    int id = server.add(SCHEMA);
    SchemaRegistry registry = client("");
    assertThat(registry.schema(id)).isEqualTo(new WriterSchema.Known(SCHEMA));
    assertThat(registry.schema(id)).isEqualTo(new WriterSchema.Known(SCHEMA));
    assertThat(server.requests()).containsExactly("GET /schemas/ids/" + id);
  }

  @Test
  void schema_unknownId_isUnusableAndAskedAgainAfterAWhile() {
    SchemaRegistry registry = client("");
    assertThat(registry.schema(1)).isInstanceOf(WriterSchema.Unusable.class);
    assertThat(registry.schema(1)).isInstanceOf(WriterSchema.Unusable.class);
    assertThat(server.requests()).hasSize(1);
    assertThat(server.add(SCHEMA)).isEqualTo(1);
    time.pass(Duration.ofSeconds(10));
    assertThat(registry.schema(1)).isEqualTo(new WriterSchema.Known(SCHEMA));
  }

  @Test
  void schema_negativeId_isAskedForAsUnsigned() {
    assertThat(client("").schema(-1)).isInstanceOf(WriterSchema.Unusable.class);
    assertThat(server.requests()).containsExactly("GET /schemas/ids/4294967295");
  }

  @Test
  void schema_thatIsNoAvroOrBroken_isUnusable() {
    SchemaRegistry registry = client("");
    int protobuf = server.add(Map.of("schema", "message A {}", "schemaType", "PROTOBUF"));
    int broken = server.add(Map.of("schema", "{\"type\": \"record\"}"));
    int text = server.add(Map.of("schema", "{"));
    int nested = server.add(Map.of("schema", "[".repeat(100_000)));
    for (int id : new int[] {protobuf, broken, text, nested}) {
      assertThat(registry.schema(id)).isInstanceOf(WriterSchema.Unusable.class);
    }
  }

  @Test
  void schema_withReferences_isParsedWithThem() {
    server.register("leaf", SCHEMA.toString());
    int id =
        server.add(
            Map.of(
                "schema",
                "{\"type\":\"record\",\"name\":\"Outer\",\"fields\":[{\"name\":\"e\",\"type\":\"Event\"}]}",
                "references",
                List.of(Map.of("name", "Event", "subject", "leaf", "version", 1))));
    WriterSchema found = client("").schema(id);
    assertThat(found).isInstanceOf(WriterSchema.Known.class);
    Schema outer = ((WriterSchema.Known) found).schema();
    assertThat(outer.getField("e").schema()).isEqualTo(SCHEMA);
  }

  @Test
  void schema_withReferenceToNowhere_isUnusable() {
    int missing =
        server.add(Map.of("schema", "\"X\"", "references", List.of(reference("nowhere"))));
    assertThat(client("").schema(missing)).isInstanceOf(WriterSchema.Unusable.class);
  }

  private static Map<String, Object> reference(String subject) {
    return Map.of("name", "X", "subject", subject, "version", 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void schema_serverTroubleThatPasses_isTriedAgain(int status) {
    int id = server.add(SCHEMA);
    server.failNext(status, status, status);
    assertThat(client("").schema(id)).isEqualTo(new WriterSchema.Known(SCHEMA));
    assertThat(time.pauses)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void schema_serverTroubleThatStays_failsAfterTheConfiguredTime() {
    server.failAlways(503);
    SchemaRegistry registry = client(", retry: PT7S");
    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOf(RegistryException.class)
        .hasMessage("The schema registry at %s answers with status 503.".formatted(server.url()));
    Duration waited = time.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    server.recover();
    assertThat(registry.schema(server.add(SCHEMA))).isInstanceOf(WriterSchema.Known.class);
  }

  @Test
  void schema_nobodyListens_isTriedAgainThenFails() {
    server.close();
    assertThatThrownBy(() -> client(", retry: PT1S").schema(1))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("cannot be reached (ConnectException)");
    assertThat(time.pauses).isNotEmpty();
  }

  @Test
  void schema_serverThatNeverAnswers_timesOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      RegistryConfig aimed =
          PipelineConfig.parse(
                  "pipeline: p\nsource: {topic: t}\nregistry: {url: \"http://localhost:%d\", timeout: PT0.2S, retry: PT0S}"
                      .formatted(silent.getLocalPort()))
              .registry();
      assertThatThrownBy(() -> new SchemaRegistry(aimed, name -> null, time).schema(1))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("Timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 403, 404, 418})
  void schema_otherRefusals_failAtOnceAndCostNoRecord(int status) {
    int id = server.add(SCHEMA);
    server.failNext(status);
    assertThatThrownBy(() -> client("").schema(id))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("status " + status);
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void schema_answerOfSomethingElse_failsRatherThanRejects() {
    server.answerAlways("<html>hello</html>".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> client("").schema(1)).isInstanceOf(RegistryException.class);
    server.answerAlways("{\"status\": \"fine\"}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> client("").schema(1)).isInstanceOf(RegistryException.class);
  }

  @Test
  void schema_hugeAnswer_isCutOffAndUnusable() {
    byte[] huge = new byte[RegistryHttp.MOST_BYTES + 1];
    Arrays.fill(huge, (byte) ' ');
    server.answerAlways(huge);
    assertThat(client("").schema(1))
        .isEqualTo(new WriterSchema.Unusable("schema 1 is longer than 1048576 bytes"));
  }

  @Test
  void register_subject_givesTheIdAndKeepsIt() {
    SchemaRegistry registry = client("");
    int id = registry.register("plant.a b-value", SCHEMA);
    assertThat(registry.register("plant.a b-value", SCHEMA)).isEqualTo(id);
    assertThat(server.subjects()).containsOnlyKeys("plant.a%20b-value");
    assertThat(registry.schema(id)).isEqualTo(new WriterSchema.Known(SCHEMA));
  }

  @Test
  void register_incompatibleSchema_isOneSentence() {
    server.failNext(409);
    assertThatThrownBy(() -> client("").register("s", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "The schema registry at %s refuses to register the subject s (status 409); the subject has versions that are incompatible with it."
                .formatted(server.url()));
  }

  @Test
  void credentials_basicAndBearer_areSent() {
    int id = server.add(SCHEMA);
    String pair = Base64.getEncoder().encodeToString("ann:p w".getBytes(StandardCharsets.UTF_8));
    server.demand("Basic " + pair);
    assertThat(client(", user: ann, password: p w").schema(id))
        .isInstanceOf(WriterSchema.Known.class);
    server.demand("Bearer t0k");
    assertThat(client(", token: \"${env:TOKEN}\"").schema(id))
        .isInstanceOf(WriterSchema.Known.class);
    assertThatThrownBy(() -> client(", token: \"${env:NONE}\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("registry.token refers to the environment variable NONE, which is not set.");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 409, 500})
  void credentials_registryThatRepeatsThem_areInNoMessage(int status) {
    server.failAlways(status);
    for (String keys : List.of(", token: " + SECRET, ", user: u, password: " + SECRET)) {
      Throwable thrown = catchThrowable(() -> client(keys).register("s", SCHEMA));
      assertThat(thrown).isInstanceOf(RegistryException.class);
      assertThat(thrown.toString())
          .doesNotContain(SECRET)
          .doesNotContain(
              Base64.getEncoder().encodeToString(("u:" + SECRET).getBytes(StandardCharsets.UTF_8)));
      assertThat(thrown).hasNoCause();
    }
  }

  @Test
  void credentials_registryThatIsTriedAgain_areNotLogged() {
    StringWriter log = new StringWriter();
    Logger logger = (Logger) LogManager.getLogger(RegistryHttp.class);
    WriterAppender appender = WriterAppender.newBuilder().setName("planted").setTarget(log).build();
    appender.start();
    logger.addAppender(appender);
    try {
      server.failNext(503, 503);
      client(", token: " + SECRET).schema(server.add(SCHEMA));
    } finally {
      logger.removeAppender(appender);
    }
    assertThat(log.toString()).contains("trying again").doesNotContain(SECRET);
  }

  @Test
  void credentials_tokenThatIsNoHeader_isRefusedWithoutTellingIt() {
    assertThatThrownBy(() -> client(", token: \"" + SECRET + "\\nX: y\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void tls_registryWithItsOwnCertificate_needsTheTruststore(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("registry.p12");
    keytool(store);
    try (FakeRegistry tls = FakeRegistry.startTls(context(store))) {
      int id = tls.add(SCHEMA);
      String keys = ", truststore: \"%s\", truststore.password: %s".formatted(store, SECRET);
      assertThat(new SchemaRegistry(tls.config(keys), name -> null, time).schema(id))
          .isInstanceOf(WriterSchema.Known.class);
      RegistryConfig untrusting = tls.config(", retry: PT0S");
      assertThatThrownBy(() -> new SchemaRegistry(untrusting, name -> null, time).schema(id))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("SSL");
      RegistryConfig wrong = tls.config(keys.replace(SECRET, SECRET + "-wrong"));
      assertThatThrownBy(() -> new SchemaRegistry(wrong, name -> null, time))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("registry.truststore")
          .hasMessageNotContaining(SECRET);
    }
  }

  private static void keytool(Path store) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            tool.toString(),
            "-genkeypair",
            "-alias",
            "r",
            "-keyalg",
            "EC",
            "-storetype",
            "PKCS12",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-validity",
            "7",
            "-keystore",
            store.toString(),
            "-storepass",
            SECRET);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext context(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, SECRET.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, SECRET.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private SchemaRegistry client(String keys) {
    return new SchemaRegistry(
        server.config(keys), name -> name.equals("TOKEN") ? "t0k" : null, time);
  }
}
