package io.thalweg.streams.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.streams.config.RegistryConfig;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Schemas by id, and ids of schemas under a subject.
 *
 * <p><b>Whose fault.</b> An id that the registry does not know, or whose schema is not Avro, cannot
 * be parsed or is too long, is {@link WriterSchema.Unusable}: the record's fault. Everything else
 * (no connection, a server error, refused credentials, an address where no registry is) is a {@link
 * RegistryException}: no record's fault. What can pass is tried again first, for {@code
 * registry.retry}.
 *
 * <p>Schemas are parsed as text: no class is loaded for them. References to other subjects are
 * followed, 8 deep and 64 in all. Thread-safe; a cached answer costs a map look-up under a lock.
 */
public final class SchemaRegistry {
  private static final int MOST_REFERENCES = 64;
  private static final int DEEPEST_REFERENCE = 8;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
              .build());

  private final RegistryHttp http;
  private final SchemaCache cache;

  /**
   * A client; connects when first asked.
   *
   * @param config has a URL
   */
  public static SchemaRegistry of(RegistryConfig config) {
    return new SchemaRegistry(config, System::getenv, Waiting.REAL);
  }

  SchemaRegistry(
      RegistryConfig config, UnaryOperator<@Nullable String> environment, Waiting waiting) {
    this.http = new RegistryHttp(config, environment, waiting);
    this.cache = new SchemaCache(waiting);
  }

  /** The schema that records with this id were written with. */
  public WriterSchema schema(int id) {
    WriterSchema known = cache.get(id);
    return known == null ? fetch(id) : known;
  }

  /**
   * Registers a schema under a subject; one that is there already keeps its id.
   *
   * @return the registry's id of it
   */
  public int register(String subject, Schema schema) {
    String path = "/subjects/" + encoded(subject) + "/versions";
    try {
      byte[] body = JSON.writeValueAsBytes(Map.of("schema", schema.toString()));
      RegistryHttp.Answer answer = http.post(path, body);
      JsonNode id = answer.status() == 200 ? tree(answer).path("id") : null;
      if (id != null && id.canConvertToInt() && id.isIntegralNumber()) {
        return id.intValue();
      }
      throw refused("to register the subject " + subject, answer);
    } catch (IOException e) {
      throw new RegistryException(
          "The schema registry at %s gives no usable answer about the subject %s."
              .formatted(http.address(), subject));
    }
  }

  private WriterSchema fetch(int id) {
    try {
      RegistryHttp.Answer answer = http.get("/schemas/ids/" + Integer.toUnsignedString(id));
      if (isUnknown(answer)) {
        var unknown = new WriterSchema.Unusable("the registry has no schema " + idText(id));
        cache.putUnknown(id, unknown);
        return unknown;
      }
      if (answer.status() != 200) {
        throw refused("to give schema " + idText(id), answer);
      }
      WriterSchema schema = parsed(id, tree(answer));
      cache.put(id, schema, answer.body().length);
      return schema;
    } catch (LimitedBody.TooLong e) {
      return unusable(id, "is longer than " + RegistryHttp.MOST_BYTES + " bytes");
    } catch (JsonProcessingException e) {
      throw new RegistryException(
          "What answers at %s is no schema registry: its answer about schema %s is not JSON."
              .formatted(http.address(), idText(id)));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }

  private WriterSchema parsed(int id, JsonNode answer) throws IOException {
    String type = answer.path("schemaType").asText("AVRO");
    if (!answer.path("schema").isTextual()) {
      throw new RegistryException(
          "What answers at %s is no schema registry: its answer about schema %s has no schema."
              .formatted(http.address(), idText(id)));
    }
    if (!type.equals("AVRO")) {
      return unusable(id, "is not one of Avro");
    }
    Map<String, String> referenced = new LinkedHashMap<>();
    if (!collect(answer.path("references"), referenced, 0)) {
      return unusable(id, "refers to schemas that the registry does not have, or to too many");
    }
    try {
      Schema.Parser parser = new Schema.Parser();
      referenced.values().forEach(parser::parse);
      return new WriterSchema.Known(parser.parse(answer.path("schema").asText()));
    } catch (AvroRuntimeException e) {
      return unusable(id, "cannot be parsed");
    }
  }

  /** Depth first: what a schema refers to is parsed before it. */
  private boolean collect(JsonNode references, Map<String, String> into, int depth)
      throws IOException {
    for (JsonNode reference : references) {
      String subject = reference.path("subject").asText();
      String path =
          "/subjects/" + encoded(subject) + "/versions/" + reference.path("version").asInt();
      if (into.containsKey(path)) {
        continue;
      }
      if (depth == DEEPEST_REFERENCE || into.size() == MOST_REFERENCES) {
        return false;
      }
      RegistryHttp.Answer answer = http.get(path);
      if (isUnknown(answer)) {
        return false;
      }
      if (answer.status() != 200) {
        throw refused("to give a schema of the subject " + subject, answer);
      }
      JsonNode tree = tree(answer);
      if (!collect(tree.path("references"), into, depth + 1)) {
        return false;
      }
      into.put(path, tree.path("schema").asText());
    }
    return true;
  }

  private WriterSchema unusable(int id, String why) {
    var unusable = new WriterSchema.Unusable("schema " + idText(id) + " " + why);
    cache.put(id, unusable, 0);
    return unusable;
  }

  /**
   * 404 with the registry's own code (40401, 40402, 40403). Any other 404 comes from a server that
   * has no registry at this path, and says nothing about the id.
   */
  private static boolean isUnknown(RegistryHttp.Answer answer) {
    if (answer.status() != 404) {
      return false;
    }
    try {
      return tree(answer).path("error_code").asInt() / 100 == 404;
    } catch (IOException e) {
      return false;
    }
  }

  private RegistryException refused(String what, RegistryHttp.Answer answer) {
    String because =
        switch (answer.status()) {
          case 401, 403 -> "; registry.user, registry.password or registry.token are not accepted";
          case 404 -> "; registry.url may lack a path, such as /apis/ccompat/v7";
          case 409 -> "; the subject has versions that are incompatible with it";
          default -> "";
        };
    return new RegistryException(
        "The schema registry at %s refuses %s (status %d)%s."
            .formatted(http.address(), what, answer.status(), because));
  }

  private static JsonNode tree(RegistryHttp.Answer answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String idText(int id) {
    return Integer.toUnsignedString(id);
  }
}
