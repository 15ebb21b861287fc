package io.thalweg.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error is one sentence that names the key, the value and what is allowed. */
class ConfigurationErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          learnin: {batch: 1}           | learnin is not a key of the pipeline file, allowed is broker, commit.interval, detect, entities, kafka, learning, modality, pipeline, publish, registry, serve, source, state.
          publish: {evry: 1}            | publish.evry is not a key of publish, allowed is every, keep, min.rank, tolerance.
          publish: {evry: }             | publish.evry is not a key of publish, allowed is every, keep, min.rank, tolerance.
          learning: 5                   | learning is a single value '5' or a list, allowed is a section of keys and values.
          learning: {encoder: [gru]}    | learning.encoder is a single value or a list, allowed is a section of keys and values.
          learning: {encoder: {a: {b: 1}}} | learning.encoder.a is a section, allowed is a single value or a list of them.
          learning: {encoder: {type: A}}| learning.encoder.type is 'A', allowed is 1 to 64 characters of a-z, 0-9, '.', '_' and '-'.
          learning: {batch: [1]}        | learning.batch is a section or a list, allowed is a single value.
          learning: {batch: 1.5}        | learning.batch is '1.5', allowed is a whole number.
          learning: {batch: many}       | learning.batch is 'many', allowed is a whole number.
          learning: {batch: true}       | learning.batch is 'true', allowed is a whole number.
          learning: {batch: 99999999999}| learning.batch is '99999999999', allowed is a whole number.
          learning: {batch: 0}          | learning.batch is '0', allowed is a whole number from 1 to 4096.
          learning: {stride: 17}        | learning.stride is '17', allowed is a whole number from 1 to learning.segment (16).
          learning: {clip: NaN}         | learning.clip is 'NaN', allowed is a finite number.
          learning: {clip: 0}           | learning.clip is '0.0', allowed is a number from 1.0E-6 to 1000000.0.
          detect: {rate: often}         | detect.rate is 'often', allowed is a finite number.
          detect: {rate: 0.9}           | detect.rate is '0.9', allowed is a number from 1.0E-9 to 0.5.
          detect: {cooldown: soon}      | detect.cooldown is 'soon', allowed is a duration such as PT1M or a whole number of events.
          detect: {cooldown: -1}        | detect.cooldown is '-1', allowed is a whole number from 0 to 1000000000.
          detect: {cooldown: P9999D}    | detect.cooldown is 'P9999D', allowed is a duration from PT0S to P365D.
          entities: {idle: 7 days}      | entities.idle is '7 days', allowed is a duration such as PT30S or P7D.
          entities: {idle: PT0S}        | entities.idle is 'PT0S', allowed is a duration from PT1S to P3650D.
          commit.interval: 1000         | commit.interval is '1000', allowed is a duration such as PT30S or P7D.
          commit.interval: PT1H         | commit.interval is 'PT1H', allowed is a duration from PT0.01S to PT10M.
          serve: {alignment: newest}    | serve.alignment is 'newest', allowed is one of latest, offset.
          serve: {embeddings: 1}        | serve.embeddings is '1', allowed is true or false.
          state: {dir: ' '}             | state.dir is ' ', allowed is the path of a directory.
          broker: {port: 65536}         | broker.port is '65536', allowed is a whole number from 0 to 65535.
          registry: {output: true}      | registry.output is 'true', allowed is true only together with registry.url.
          registry: {url: 'ftp://r'}    | registry.url cannot be used, allowed is an http or https address without user, query and fragment, such as https://registry:8081.
          registry: {user: u}           | registry.password is missing, registry.user and registry.password go together.
          registry: {password: u}       | registry.user is missing, registry.user and registry.password go together.
          registry: {user: 'a:b', password: c} | registry.user cannot be used, allowed is a name without colon and control characters.
          registry: {user: u, password: p, token: t} | registry.token and registry.user are both given, allowed is one of them.
          registry: {truststore: ' '}   | registry.truststore is ' ', allowed is the path of a file.
          registry: here                | registry is a single value or a list, allowed is a section of keys and values.
          kafka: here                   | kafka is a single value or a list, allowed is a section of keys and values.
          kafka: {sasl: {a: b}}         | kafka.sasl is a section or a list, allowed is a single value under the setting's full name.
          kafka: {boostrap.servers: a}  | kafka.boostrap.servers is not a setting of Kafka's clients or streams (bootstrap.servers is); settings of custom plugins are addressed as consumer.*, producer.* or admin.*.
          kafka: {application.id: a}    | kafka.application.id is set by Thalweg itself and cannot be configured.
          kafka: {consumer.isolation.level: a} | kafka.consumer.isolation.level is set by Thalweg itself and cannot be configured.
          kafka: {state.dir: a}         | kafka.state.dir is configured with the pipeline's own key state.dir.
          """)
  void parse_wrongValue_saysWhatIsAllowed(String line, String sentence) {
    assertRefused("pipeline: p\nsource: {topic: t}\n" + line, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          topic: 'a b'                        # source.topic is 'a b', allowed is 1 to 249 characters of a-z, A-Z, 0-9, '.', '_' and '-'.
          topic: p.alerts                     # source.topic is 'p.alerts', allowed is a topic that the pipeline does not write itself.
          topic: t, future: PT0S              # source.future is 'PT0S', allowed is a duration from PT1S to P36500D.
          topic: t, format: xml               # source.format is 'xml', allowed is one of avro, json, csv.
          topic: t, timestamp.unit: min       # source.timestamp.unit is 'min', allowed is one of auto, s, ms, us, ns, iso.
          topic: t, fields: a                 # source.fields is 'a', allowed is a list such as [a, b].
          topic: t, fields: [[a]]             # source.fields holds something other than a name, allowed is a list such as [a, b].
          topic: t, fields: [a, a]            # source.fields is 'a', allowed is every name once.
          topic: t, fields: [' ']             # source.fields is ' ', allowed is a field name of 1 to 256 characters without control characters.
          topic: t, fields: [a], timestamp: a # source.fields is 'a', allowed is no field that is also source.timestamp.
          topic: t, fields: [a], entity: a    # source.fields is 'a', allowed is no field that is also source.entity.
          topic: t, entity: a, timestamp: a   # source.entity is 'a', allowed is a field other than source.timestamp.
          topic: t, fields: [a], counters: [b] # source.counters is 'b', allowed is a name listed in source.fields.
          topic: t, format: csv, fields: [a], columns: [b] # source.fields is 'a', allowed is a name listed in source.columns.
          topic: t, format: csv, timestamp: a, columns: [b] # source.timestamp is 'a', allowed is a name listed in source.columns.
          topic: t, format: csv, entity: a, columns: [b]   # source.entity is 'a', allowed is a name listed in source.columns.
          topic: t, delimiter: ab             # source.delimiter is 'ab', allowed is one ASCII character such as ',', ';', '|' or a tab.
          topic: t, max.record.bytes: 63      # source.max.record.bytes is '63', allowed is a whole number from 64 to 4194304.
          topic: t, grace: -PT1S              # source.grace is 'PT-1S', allowed is a duration from PT0S to P365D.
          """,
      quoteCharacter = '`')
  void parse_wrongSource_saysWhatIsAllowed(String keys, String sentence) {
    assertRefused("pipeline: p\nsource: {" + keys + "}\n", sentence);
  }

  @Test
  void parse_requiredKeysMissing_namesThem() {
    assertRefused(
        "source: {topic: t}", "pipeline is missing, it must be the name of the pipeline.");
    assertRefused("pipeline: p", "source.topic is missing, it must be the topic of the events.");
  }

  @Test
  void parse_nameThatIsNoTopicName_isRefused() {
    assertRefused(
        "pipeline: Plant 7\nsource: {topic: t}",
        "pipeline is 'Plant 7', allowed is 1 to 64 characters of a-z, 0-9, '.', '_' and '-'.");
    assertRefused(
        "pipeline: ..\nsource: {topic: t}",
        "pipeline is '..', allowed is 1 to 64 characters of a-z, 0-9, '.', '_' and '-'.");
  }

  @Test
  void parse_duplicateKey_namesItAndItsLine() {
    assertRefused(
        "pipeline: p\nsource: {topic: t}\npipeline: q\n",
        "The pipeline file has the key pipeline twice at line 3, allowed is once.");
  }

  @Test
  void parse_noMapping_saysSo() {
    String sentence =
        "The pipeline file must hold keys and values, beginning with pipeline and source.topic.";
    assertRefused("", sentence);
    assertRefused("- a\n- b\n", sentence);
    assertRefused("just words", sentence);
  }

  @Test
  void parse_notYaml_namesTheLineOnly() {
    assertRefused(
        "pipeline: p\nsource: {topic\n", "The pipeline file is not valid YAML at line 3.");
  }

  @Test
  void parse_secondDocument_isRefused() {
    assertThatThrownBy(
            () -> PipelineConfig.parse("pipeline: p\nsource: {topic: t}\n---\npipeline: q\n"))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void read_missingOrOversizedFile_isOneSentence(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> PipelineConfig.read(missing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The pipeline file %s cannot be read as UTF-8 text (NoSuchFileException).", missing);
    Path large = Files.writeString(folder.resolve("large.yaml"), "#".repeat(1024 * 1024 + 1));
    assertThatThrownBy(() -> PipelineConfig.read(large))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("The pipeline file %s is larger than 1 MiB.", large);
  }

  @Test
  void parameters_wrongOrUnknown_areNamedWithTheirPath() {
    ComponentConfig encoder = new ComponentConfig("gru", java.util.Map.of("hidden", 32, "x", "y"));
    Parameters parameters = encoder.parameters("learning.encoder");
    assertThat(parameters.integer("hidden", 64, 1, 4096)).isEqualTo(32);
    assertThat(parameters.number("dropout", 0.5, 0, 1)).isEqualTo(0.5);
    assertThatThrownBy(() -> parameters.integer("hidden", 64, 64, 4096))
        .hasMessage("learning.encoder.hidden is '32', allowed is a whole number from 64 to 4096.");
    assertThatThrownBy(() -> encoder.parameters("e").number("x", 0, 0, 1))
        .hasMessage("e.x is 'y', allowed is a number from 0.0 to 1.0.");
    assertThatThrownBy(() -> encoder.parameters("e").choice("x", "a", "a", "b"))
        .hasMessage("e.x is 'y', allowed is one of a, b.");
    assertThatThrownBy(parameters::done)
        .hasMessage(
            "learning.encoder.x is not a parameter of learning.encoder, allowed is dropout, hidden.");
  }

  private static void assertRefused(String yaml, String sentence) {
    assertThatThrownBy(() -> PipelineConfig.parse(yaml))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(sentence)
        .hasNoCause();
  }
}
