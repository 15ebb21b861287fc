package io.thalweg.streams.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What is known about the names of Kafka's settings: which pass, which are Thalweg's own business,
 * which are secret.
 */
final class KafkaSettings {
  private static final List<String> ADDRESSED =
      List.of(
          "consumer.",
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "producer.",
          "admin.",
          "topic.");

  private static final List<String> FOR_EVERY_CLIENT =
      List.of("security.", "sasl.", "ssl.", "config.providers");

  /** Exactly-once learning, repeatable restarts and the record formats rest on these. */
  private static final Set<String> OWNED =
      Set.of(
          "application.id",
          "group.id",
          "processing.guarantee",
          "isolation.level",
          "enable.auto.commit",
          "enable.idempotence",
          "transactional.id",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer",
          "default.key.serde",
          "default.value.serde");

  private static final Pattern SECRET =
      Pattern.compile(
          "password|passphrase|secret|token|jaas|credential|user\\.info|(ssl|sasl).*key");

  private static final int FURTHEST_TYPO = 3;

  private static final Set<String> KNOWN = known();

  private KafkaSettings() {}

  /**
   * Refuses settings that Thalweg owns and names nobody knows. Messages name keys, never values.
   */
  static void check(String name) {
    String plain = unaddressed(name);
    if (OWNED.contains(plain)) {
      throw new ConfigurationException(
          "kafka.%s is set by Thalweg itself and cannot be configured.".formatted(name));
    }
    checkElsewhere(name, plain, "state.dir", "state.dir");
    checkElsewhere(name, plain, "commit.interval.ms", "commit.interval");
    boolean addressed = !plain.equals(name);
    if (!addressed && !isForEveryClient(name) && !KNOWN.contains(name)) {
      throw new ConfigurationException(
          ("kafka.%s is not a setting of Kafka's clients or streams%s;"
                  + " settings of custom plugins are addressed as consumer.*, producer.* or admin.*.")
              .formatted(name, suggestion(name)));
    }
  }

  static boolean isForEveryClient(String name) {
    return FOR_EVERY_CLIENT.stream().anyMatch(name::startsWith);
  }

  /** Errs on the side of masking: {@code ssl.keystore.location} is masked too. */
  static boolean isSecret(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  private static void checkElsewhere(String name, String plain, String kafkas, String ours) {
    if (plain.equals(kafkas)) {
      throw new ConfigurationException(
          "kafka.%s is configured with the pipeline's own key %s.".formatted(name, ours));
    }
  }

  private static String unaddressed(String name) {
    return ADDRESSED.stream()
        .filter(name::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }

  private static String suggestion(String name) {
    return KNOWN.stream()
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .filter(nearest -> distance(name, nearest) <= FURTHEST_TYPO)
        .map(nearest -> " (" + nearest + " is)")
        .orElse("");
  }

  private static Set<String> known() {
    Set<String> names = new TreeSet<>(StreamsConfig.configDef().names());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(ProducerConfig.configNames());
    names.addAll(AdminClientConfig.configNames());
    return names;
  }

  /** Levenshtein distance, two rows at a time. */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
