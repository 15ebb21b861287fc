package io.thalweg.streams.registry;

import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.RegistryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to the registry: authenticated, bounded in time and size, tried again while the registry
 * cannot be reached (no connection, no answer in time, 408, 429, 5xx). Redirects are not followed:
 * the credentials are for one address. Thread-safe.
 */
final class RegistryHttp {

  /**
   * An answer that is about the request, not about the registry's health.
   *
   * @param status of HTTP
   * @param body its bytes
   */
  record Answer(int status, byte[] body) {}

  /** Longest answer, bytes: a schema of that size is a mistake. */
  static final int MOST_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
  private static final String CONTENT = "application/vnd.schemaregistry.v1+json";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final String base;
  private final Duration timeout;
  private final Duration retry;
  private final Waiting waiting;
  private final @Nullable String authorization;
  private final HttpClient client;

  RegistryHttp(
      RegistryConfig config, UnaryOperator<@Nullable String> environment, Waiting waiting) {
    this.base = config.baseUrl();
    this.timeout = config.timeout();
    this.retry = config.retry();
    this.waiting = waiting;
    this.authorization = authorization(config, environment);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    RegistryTls.context(config, environment).ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /** Where the registry is; holds no secret. */
  String address() {
    return base;
  }

  /**
   * @throws LimitedBody.TooLong when the answer is longer than {@link #MOST_BYTES}
   */
  Answer get(String path) throws LimitedBody.TooLong {
    return exchange(request(path).GET().build());
  }

  /**
   * @throws LimitedBody.TooLong when the answer is longer than {@link #MOST_BYTES}
   */
  Answer post(String path, byte[] body) throws LimitedBody.TooLong {
    return exchange(
        request(path)
            .header("Content-Type", CONTENT)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(timeout)
            .header("Accept", CONTENT + ", application/json");
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  private Answer exchange(HttpRequest request) throws LimitedBody.TooLong {
    long end = waiting.nanos() + retry.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      String fault;
      try {
        Answer answer = once(request);
        if (!isTransient(answer.status())) {
          return answer;
        }
        fault = "answers with status " + answer.status();
      } catch (LimitedBody.TooLong e) {
        throw e;
      } catch (IOException e) {
        fault = "cannot be reached (" + e.getClass().getSimpleName() + ")";
      }
      if (waiting.nanos() + pause.toNanos() > end) {
        throw new RegistryException("The schema registry at %s %s.".formatted(base, fault));
      }
      LOG.warn("The schema registry at {} {}; trying again.", base, fault);
      pause(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private Answer once(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, info -> new LimitedBody(MOST_BYTES));
    try {
      // The request's own timeout ends with the headers: a body that trickles in needs this one.
      HttpResponse<byte[]> response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new HttpTimeoutException("no answer in time");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw interrupted();
    }
  }

  private void pause(Duration duration) {
    try {
      waiting.pause(duration);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private RegistryException interrupted() {
    Thread.currentThread().interrupt();
    return new RegistryException("Waiting for the schema registry at %s ended.".formatted(base));
  }

  private static boolean isTransient(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private static @Nullable String authorization(
      RegistryConfig config, UnaryOperator<@Nullable String> environment) {
    if (config.token() != null) {
      return "Bearer "
          + visible("registry.token", config.token().reveal("registry.token", environment));
    }
    if (config.user() == null) {
      return null;
    }
    String password =
        Optional.ofNullable(config.password())
            .orElseThrow()
            .reveal("registry.password", environment);
    byte[] pair = (config.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Checked here because the HTTP client's own message quotes the header. */
  private static String visible(String key, String token) {
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new ConfigurationException(
          key + " cannot be used, allowed are visible ASCII characters.");
    }
    return token;
  }
}
