package io.thalweg.streams.decode;

import static io.thalweg.streams.decode.Decoding.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.schema.SensorEventWriter;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldInferenceTest {

  @Test
  void infer_json_findsNumbersTimeAndEntity() {
    Layout layout =
        infer(
            "format: json",
            "{\"ts\": 1700000000, \"host\": \"a\", \"mem\": 1, \"cpu\": {\"user\": null}, \"ok\": true}",
            "not json",
            "{\"ts\": 1700000001, \"host\": \"b\", \"mixed\": 1, \"cpu\": {\"user\": 0.5}, \"v\": \"1\"}",
            "{\"mixed\": \"x\", \"list\": [1]}");
    assertThat(layout.timestamp()).isEqualTo("ts");
    assertThat(layout.entity()).isEqualTo("host");
    assertThat(layout.fields()).containsExactly("cpu.user", "mem");
    assertThat(layout.columns()).isEmpty();
  }

  @Test
  void infer_jsonKeysInAnotherOrder_isTheSameLayout() {
    assertThat(infer("format: json", "{\"b\": 1, \"a\": 2}"))
        .isEqualTo(infer("format: json", "{\"a\": 2, \"b\": 1}"));
  }

  @Test
  void infer_csvWithoutColumns_namesThemByPosition() {
    Layout layout = infer("format: csv", "2024-01-01T00:00:00Z,a,1,", "2024-01-01T00:00:01Z,b,,2");
    assertThat(layout.columns()).containsExactly("c0", "c1", "c2", "c3");
    assertThat(layout.timestamp()).isEqualTo("c0");
    assertThat(layout.entity()).isNull();
    assertThat(layout.fields()).containsExactly("c2", "c3");
  }

  @Test
  void infer_csvWithColumns_usesTheirNames() {
    Layout layout = infer("format: csv, columns: [time, device_id, value, note]", "5,17,2.5,x");
    assertThat(layout.timestamp()).isEqualTo("time");
    assertThat(layout.entity()).isEqualTo("device_id");
    assertThat(layout.fields()).containsExactly("value");
  }

  @Test
  void infer_numbersUnderAnOrdinaryName_areFieldsAndNotTimes() {
    assertThat(infer("format: csv, columns: [requests, load]", "1700000000,1").fields())
        .containsExactly("requests", "load");
  }

  @Test
  void infer_textUnderAnOrdinaryName_isNoEntity() {
    assertThat(infer("format: csv, columns: [status, load]", "ok,1").entity()).isNull();
  }

  @Test
  void infer_fractionsUnderAnEntityName_areAField() {
    Layout layout = infer("format: csv, columns: [sensor, load]", "0.5,1");
    assertThat(layout.entity()).isNull();
    assertThat(layout.fields()).containsExactly("sensor", "load");
  }

  @Test
  void infer_avro_takesNamesOrPositions() {
    SensorEventWriter writer = new SensorEventWriter();
    double[] values = {1, 2};
    SourceConfig avro = source("format: avro");
    byte[] named = writer.encode("e", 0, values, List.of("y", "x"));
    byte[] unnamed = writer.encode("e", 0, values, null);
    assertThat(FieldInference.infer(avro, List.of(new byte[] {1}, named)).fields())
        .containsExactly("y", "x");
    assertThat(FieldInference.infer(avro, List.of(unnamed)).fields()).containsExactly("c0", "c1");
  }

  @Test
  void infer_whatIsConfigured_isKept() {
    SourceConfig source = source("format: json, timestamp: when, fields: [b]");
    List<byte[]> samples = bytes("{\"when\": 5, \"ts\": 6, \"host\": \"h\", \"a\": 1, \"b\": 2}");
    SourceConfig filled = FieldInference.infer(source, samples).fillAll(source);
    assertThat(filled.timestamp()).isEqualTo("when");
    assertThat(filled.fields()).containsExactly("b");
  }

  @Test
  void fillFields_topic_leavesTimeAndEntityToTheKafkaRecord() {
    SourceConfig source = source("format: json");
    List<byte[]> samples = bytes("{\"ts\": 6, \"host\": \"h\", \"a\": 1}");
    SourceConfig filled = FieldInference.infer(source, samples).fillFields(source);
    assertThat(filled.timestamp()).isNull();
    assertThat(filled.entity()).isNull();
    assertThat(filled.fields()).containsExactly("a");
    assertThat(FieldInference.infer(source, samples).fillAll(source).entity()).isEqualTo("host");
  }

  @Test
  void infer_noNumericField_isOneSentence() {
    assertThatThrownBy(() -> infer("format: json", "{\"a\": \"x\"}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "source.fields is absent and the first records show no numeric field, it must list the fields to learn.");
  }

  private static Layout infer(String keys, String... samples) {
    return FieldInference.infer(source(keys), bytes(samples));
  }

  private static List<byte[]> bytes(String... samples) {
    List<byte[]> bytes = new ArrayList<>();
    for (String sample : samples) {
      bytes.add(sample.getBytes(StandardCharsets.UTF_8));
    }
    return bytes;
  }
}
