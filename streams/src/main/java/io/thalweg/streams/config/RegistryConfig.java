package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry that speaks Confluent's REST API, and what it is used for. Without {@code url}
 * there is none.
 *
 * <p>{@code timeout} and {@code retry} together stay below the 60 seconds that a transaction of
 * Kafka Streams may be open: a stream thread waits for the registry within one.
 *
 * @param url its address, which may have a path; null: no registry
 * @param input whether events of the format {@code avro} carry ids of its schemas
 * @param output whether embeddings, alerts, metrics and rejects are written with ids of its schemas
 * @param user for basic authentication, together with the password; null: none
 * @param password for basic authentication; null: none
 * @param token for bearer authentication; null: none
 * @param truststore PKCS12 or JKS file of certificates to trust; null: those of the JDK
 * @param truststorePassword its password; null: none
 * @param keystore PKCS12 or JKS file with this client's certificate; null: none
 * @param keystorePassword its password; null: none
 * @param timeout longest wait for one answer
 * @param retry how long a registry that cannot be reached is tried again before the thread fails
 */
public record RegistryConfig(
    @JsonProperty("url") @Nullable String url,
    @JsonProperty("input") boolean input,
    @JsonProperty("output") boolean output,
    @JsonProperty("user") @Nullable String user,
    @JsonProperty("password") @Nullable Secret password,
    @JsonProperty("token") @Nullable Secret token,
    @JsonProperty("truststore") @Nullable String truststore,
    @JsonProperty("truststore.password") @Nullable Secret truststorePassword,
    @JsonProperty("keystore") @Nullable String keystore,
    @JsonProperty("keystore.password") @Nullable Secret keystorePassword,
    @JsonProperty("timeout") Duration timeout,
    @JsonProperty("retry") Duration retry) {

  public static final RegistryConfig DEFAULTS =
      new RegistryConfig(
          null,
          true,
          false,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Duration.ofSeconds(5),
          Duration.ofSeconds(20));

  public RegistryConfig {
    if (url != null) {
      checkUrl(url);
    } else if (output) {
      throw Check.refused("registry.output", true, "true only together with registry.url");
    }
    checkCredentials(user, password, token);
    checkFile("registry.truststore", truststore);
    checkFile("registry.keystore", keystore);
    Check.range("registry.timeout", timeout, Duration.ofMillis(100), Duration.ofSeconds(15));
    Check.range("registry.retry", retry, Duration.ZERO, Duration.ofSeconds(40));
  }

  /**
   * The address without a trailing slash.
   *
   * @throws IllegalStateException when there is no registry
   */
  public String baseUrl() {
    if (url == null) {
      throw new IllegalStateException("no registry is configured");
    }
    return url.replaceAll("/+$", "");
  }

  /** Whether a pipeline's events of the format {@code avro} carry ids of this registry. */
  public boolean readsInput() {
    return url != null && input;
  }

  /** Never quotes the value: people write passwords into addresses. */
  private static void checkUrl(String url) {
    try {
      URI uri = new URI(url);
      boolean web = Set.of("http", "https").contains(Objects.toString(uri.getScheme(), ""));
      if (web && uri.getHost() != null && isBare(uri)) {
        return;
      }
    } catch (URISyntaxException e) {
      // Told below, without the text.
    }
    throw new ConfigurationException(
        "registry.url cannot be used, allowed is an http or https address without user, query and"
            + " fragment, such as https://registry:8081.");
  }

  private static boolean isBare(URI uri) {
    return uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static void checkCredentials(
      @Nullable String user, @Nullable Secret password, @Nullable Secret token) {
    if ((user == null) != (password == null)) {
      throw new ConfigurationException(
          "registry.%s is missing, registry.user and registry.password go together."
              .formatted(user == null ? "user" : "password"));
    }
    if (user != null && token != null) {
      throw new ConfigurationException(
          "registry.token and registry.user are both given, allowed is one of them.");
    }
    if (user != null
        && (user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl))) {
      throw new ConfigurationException(
          "registry.user cannot be used, allowed is a name without colon and control characters.");
    }
  }

  private static void checkFile(String key, @Nullable String path) {
    if (path != null) {
      Check.file(key, path);
    }
  }
}
