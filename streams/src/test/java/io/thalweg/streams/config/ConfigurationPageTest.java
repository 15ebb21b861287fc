package io.thalweg.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/configuration.md} to what the records do. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z.]+)` \\| (?:`([^`]*)`|(\\w+)) \\| (.*?) \\| .* \\|");
  private static final Pattern NUMBERS = Pattern.compile("(-?[0-9.E-]+) to ([0-9.E]+)");
  private static final Pattern DURATIONS = Pattern.compile("(P\\S+) to (P[^ ,]+).*");

  private record Row(String byDefault, String allowed) {}

  @Test
  void page_everyKey_isListedWithItsDefault() throws IOException {
    Map<String, String> defaults = new LinkedHashMap<>();
    flatten("", PipelineYaml.defaults(), defaults);
    Map<String, Row> rows = rows();
    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(defaults.keySet());
    defaults.forEach(
        (key, value) ->
            assertDefault(key, Objects.requireNonNull(rows.get(key)).byDefault(), value));
  }

  @Test
  void page_everyRange_isTheOneThatIsChecked() throws IOException {
    int checked = 0;
    for (Map.Entry<String, Row> row : rows().entrySet()) {
      Matcher numbers = NUMBERS.matcher(row.getValue().allowed());
      Matcher durations = DURATIONS.matcher(row.getValue().allowed());
      if (numbers.matches()) {
        assertNumbers(row.getKey(), numbers.group(1), numbers.group(2));
        checked++;
      } else if (durations.matches()) {
        assertDurations(row.getKey(), durations.group(1), durations.group(2));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(20);
  }

  private static void assertDefault(String key, String shown, String value) {
    if (value.matches("[0-9.E-]+")) {
      assertThat(Double.parseDouble(shown)).as(key).isEqualTo(Double.parseDouble(value));
    } else {
      assertThat(shown).as(key).isEqualTo(value);
    }
  }

  private static void assertNumbers(String key, String least, String most) {
    boolean whole = !least.contains(".");
    assertAccepted(key, least);
    assertAccepted(key, most);
    assertRefused(key, whole ? less(least) : Double.toString(Double.parseDouble(least) - 1e-9));
    assertRefused(key, whole ? more(most) : Double.toString(Double.parseDouble(most) * 1.001));
  }

  private static void assertDurations(String key, String least, String most) {
    assertAccepted(key, least);
    assertAccepted(key, most);
    assertRefused(key, Duration.parse(least).minusMillis(1).toString());
    assertRefused(key, Duration.parse(most).plusMillis(1).toString());
  }

  private static String less(String number) {
    return Long.toString(Long.parseLong(number) - 1);
  }

  private static String more(String number) {
    return Long.toString(Long.parseLong(number) + 1);
  }

  private static void assertAccepted(String key, String value) {
    assertThat(PipelineConfig.parse(yaml(key, value))).as(key + " " + value).isNotNull();
  }

  private static void assertRefused(String key, String value) {
    assertThatThrownBy(() -> PipelineConfig.parse(yaml(key, value)))
        .as(key + " " + value)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(key + " is '");
  }

  private static String yaml(String key, String value) {
    int dot = key.indexOf('.');
    boolean top = key.equals("commit.interval");
    String section = top ? key : key.substring(0, dot);
    String line =
        top ? key + ": " + value : section + ": {" + key.substring(dot + 1) + ": " + value;
    return section.equals("source")
        ? "pipeline: p\n" + line + ", topic: t}\n"
        : "pipeline: p\nsource: {topic: t}\n" + line + (top ? "\n" : "}\n");
  }

  private static Map<String, Row> rows() throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String byDefault = row.group(2) == null ? row.group(3) : row.group(2);
        assertThat(rows.put(row.group(1), new Row(byDefault, row.group(4)))).isNull();
      }
    }
    return rows;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject() && !path.equals("kafka")) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      into));
    } else if (!path.equals("kafka")) {
      boolean none = node.isNull() || node.isArray();
      boolean required = Set.of("pipeline", "source.topic").contains(path);
      into.put(path, required ? "required" : none ? "none" : node.asText());
    }
  }
}
