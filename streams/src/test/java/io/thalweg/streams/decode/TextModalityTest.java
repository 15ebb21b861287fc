package io.thalweg.streams.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Content;
import io.thalweg.model.item.Reading;
import io.thalweg.schema.SensorEventWriter;
import io.thalweg.schema.TextEvents;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.topology.Formats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextModalityTest {
  private static final String FIELD = "{type: text, field: message}";
  private static final String NAMED = "timestamp: time, entity: host";
  private static final byte[] KEY = "key-7".getBytes(StandardCharsets.UTF_8);

  private static PipelineConfig config(String modality, String source) {
    return PipelineConfig.parse(
        "pipeline: p\nmodality: %s\nsource: {topic: t, %s}\n".formatted(modality, source));
  }

  private static EventDecoder decoder(String modality, String source) {
    PipelineConfig config = config(modality, source);
    return Modalities.of(config)
        .decoder(Formats.of(config).ownFields().orElseThrow(), config.pipeline(), null);
  }

  private static EventDecoder decoder(String modality) {
    return decoder(modality, "grace: PT1M");
  }

  private static Decoded decode(EventDecoder decoder, byte[] value) {
    return decoder.decode(KEY, value, 1_000, 0, 7);
  }

  private static Reading reading(EventDecoder decoder, byte[] value) {
    Decoded decoded = decode(decoder, value);
    assertThat(decoded).isInstanceOf(Decoded.Event.class);
    return ((Decoded.Event) decoded).reading();
  }

  private static Reading reading(EventDecoder decoder, String value) {
    return reading(decoder, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRejected(
      EventDecoder decoder, byte[] value, RejectReason reason, String detail) {
    assertThat(decode(decoder, value))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.detail()).contains(detail);
            });
  }

  private static void assertRejected(
      EventDecoder decoder, String value, RejectReason reason, String detail) {
    assertRejected(decoder, value.getBytes(StandardCharsets.UTF_8), reason, detail);
  }

  /** Bytes that need not be UTF-8, one for each character. */
  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void decode_plainLine_isItsText() {
    Reading reading = reading(decoder("text"), "über  7 \r\n");

    assertThat(reading.content()).isEqualTo(new Content.Text("über  7", 0));
    assertThat(reading.entity()).isEqualTo("key-7");
    assertThat(reading.timestampMillis()).isEqualTo(1_000);
  }

  @Test
  void decode_plainLineThatIsNoUtf8_isRepairedAndCounted() {
    assertThat(reading(decoder("text"), latin1("a\u00ffb\u00c3 ")).content())
        .isEqualTo(new Content.Text("a\ufffdb\ufffd", 2));
    // Sent as it is, U+FFFD is a character like any other.
    assertThat(reading(decoder("text"), "a\ufffd").content())
        .isEqualTo(new Content.Text("a\ufffd", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", FIELD})
  void decode_textEvent_saysItsTimeAndEntity(String modality) {
    TextEvents events = new TextEvents();
    EventDecoder decoder = decoder(modality);

    Reading reading = reading(decoder, events.encode("web-1", 900, "disk 7: über\n"));

    assertThat(reading.content()).isEqualTo(new Content.Text("disk 7: über", 0));
    assertThat(reading.entity()).isEqualTo("web-1");
    assertThat(reading.timestampMillis()).isEqualTo(900);
    Reading nameless = reading(decoder, events.encode(null, 901, ""));
    assertThat(nameless.content()).isEqualTo(new Content.Text("", 0));
    assertThat(nameless.entity()).isEqualTo("key-7");
  }

  /** Fields that JSON beside it has are none of a TextEvent's. */
  @Test
  void decode_textEventAmongJsonWithTimeAndHost_needsNeither() {
    EventDecoder decoder = decoder(FIELD, NAMED);

    Reading reading = reading(decoder, new TextEvents().encode(null, 900, "disk"));

    assertThat(reading.entity()).isEqualTo("key-7");
    assertThat(reading.timestampMillis()).isEqualTo(900);
    assertRejected(
        decoder,
        "{\"message\":\"a\",\"time\":1}",
        RejectReason.MISSING_ENTITY,
        "entity field 'host' has no value");
  }

  @Test
  void decode_textEventThatIsNoUtf8_isRepairedAndCounted() {
    byte[] message = new TextEvents().encode(null, 900, "axb");
    message[message.length - 2] = (byte) 0xff;

    assertThat(reading(decoder("text"), message).content())
        .isEqualTo(new Content.Text("a\ufffdb", 1));
  }

  @Test
  void decode_textEventThatIsNone_isRejectedWithItsReason() {
    TextEvents events = new TextEvents();
    EventDecoder decoder = decoder("text");
    byte[] message = events.encode("web-1", 900, "disk");

    assertRejected(
        decoder,
        Arrays.copyOf(message, message.length - 1),
        RejectReason.MALFORMED,
        "claims a string of 4 bytes in 3");
    byte[] other = new SensorEventWriter().encode("e", 1, new double[] {1}, null);
    assertRejected(decoder, other, RejectReason.MALFORMED, "no known version of TextEvent");
    assertRejected(
        decoder, events.encode("web-1", -1, "x"), RejectReason.BAD_TIMESTAMP, "'-1' is not");
    assertRejected(decoder, events.encode(" ", 1, "x"), RejectReason.BAD_ENTITY, "blank");
    byte[] stray = events.encode("web", 1, "x");
    stray[12] = (byte) 0xff; // header of 10 bytes, branch, length, then the entity
    assertRejected(decoder, stray, RejectReason.BAD_ENTITY, "not UTF-8");
    assertRejected(
        decoder("text", "max.record.bytes: 64"),
        events.encode(null, 1, "x".repeat(64)),
        RejectReason.TOO_LARGE,
        "allowed are 64");
  }

  @Test
  void decode_jsonField_isItsText() {
    Reading reading =
        reading(decoder(FIELD), "{\"a\":{\"message\":\"no\"},\"n\":1,\"message\":\"yes \\n\"}");

    assertThat(reading.content()).isEqualTo(new Content.Text("yes", 0));
    assertThat(reading.entity()).isEqualTo("key-7");
    assertThat(reading.timestampMillis()).isEqualTo(1_000);
  }

  @Test
  void decode_jsonWithTimeAndHost_takesBothFromTheLine() {
    EventDecoder decoder = decoder(FIELD, NAMED);

    Reading reading =
        reading(
            decoder,
            "{\"time\":\"2023-11-14T22:13:20.5Z\",\"host\":\"web-1\",\"message\":\"disk 7\"}");

    assertThat(reading.content()).isEqualTo(new Content.Text("disk 7", 0));
    assertThat(reading.entity()).isEqualTo("web-1");
    assertThat(reading.timestampMillis()).isEqualTo(1_700_000_000_500L);
    Reading next = reading(decoder, "{\"message\":\"b\",\"host\":7,\"time\":1700000000}");
    assertThat(next.entity()).isEqualTo("7");
    assertThat(next.timestampMillis()).isEqualTo(1_700_000_000_000L);
  }

  @Test
  void decode_jsonNested_isReadByPath() {
    EventDecoder decoder =
        decoder("{type: text, field: log.message}", "timestamp: log.at, entity: host.name");

    Reading reading =
        reading(
            decoder,
            "{\"host\":{\"name\":\"web-1\"},\"log\":{\"at\":1700000000123,\"message\":\"a\"}}");

    assertThat(reading.content()).isEqualTo(new Content.Text("a", 0));
    assertThat(reading.entity()).isEqualTo("web-1");
    assertThat(reading.timestampMillis()).isEqualTo(1_700_000_000_123L);
    assertThat(
            reading(decoder, "{\"host.name\":\"b\",\"log.at\":1,\"log.message\":\"c\"}").entity())
        .isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"message":7}                  | NON_TEXT          | field 'message' is a number, not a text
          {"message":true}               | NON_TEXT          | field 'message' is a truth value, not a text
          {"message":["a"]}              | NON_TEXT          | field 'message' is an object or array, not a text
          {"message":{"text":"a"}}       | NON_TEXT          | field 'message' is an object or array, not a text
          {"message":null}               | NO_KNOWN_FIELD    | field 'message' has no value
          {"text":"a"}                   | NO_KNOWN_FIELD    | field 'message' has no value
          [1]                            | MALFORMED         | not an object
          {"message":                    | MALFORMED         | not valid JSON
          {"message":"a"} {}             | MALFORMED         | behind the object
          {"message":"a","message":"b"}  | MALFORMED         | key 'message' comes twice
          plain                          | MALFORMED         | not valid JSON
          """)
  void decode_jsonOfAnotherKind_isRejectedWithItsReason(
      String json, RejectReason reason, String detail) {
    assertRejected(decoder(FIELD), json, reason, detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"message":"a","host":"h"}                      | MISSING_TIMESTAMP | 'time' has no value
          {"message":"a","time":"noon","host":"h"}        | BAD_TIMESTAMP     | 'noon'
          {"message":"a","time":true,"host":"h"}          | BAD_TIMESTAMP     | is not a timestamp
          {"message":"a","time":1700000000}               | MISSING_ENTITY    | 'host' has no value
          {"message":"a","time":1700000000,"host":[]}     | BAD_ENTITY        | neither a text nor a whole number
          {"time":1700000000,"host":"h"}                  | NO_KNOWN_FIELD    | 'message' has no value
          """)
  void decode_jsonWithoutItsTimeOrHost_isRejectedWithItsReason(
      String json, RejectReason reason, String detail) {
    assertRejected(decoder(FIELD, NAMED), json, reason, detail);
  }

  @Test
  void decode_jsonThatIsNoUtf8_isRepairedAndCounted_butNoName() {
    EventDecoder decoder = decoder(FIELD, NAMED);

    Reading reading =
        reading(decoder, latin1("{\"message\":\"\u00fcber\",\"time\":1,\"host\":\"h\"}"));
    assertThat(reading.content()).isEqualTo(new Content.Text("\ufffdber", 1));
    // The next record has none of it.
    assertThat(reading(decoder, "{\"message\":\"\ufffd\",\"time\":1,\"host\":\"h\"}").content())
        .isEqualTo(new Content.Text("\ufffd", 0));
    assertRejected(
        decoder,
        latin1("{\"message\":\"a\",\"time\":1,\"host\":\"k\u00fche\"}"),
        RejectReason.BAD_ENTITY,
        "not UTF-8");
  }

  /** Records of every form, damaged: each is a text that keeps its promises, or has a reason. */
  @ParameterizedTest
  @ValueSource(strings = {"text", FIELD})
  void decode_damagedRecords_neverThrowsOrHangs(String modality) {
    EventDecoder decoder = decoder(modality);
    byte[][] sound = {
      new TextEvents().encode("web-1", 1_700_000_000_000L, "disk 7: über"),
      "{\"level\":{\"a\":[1]},\"message\":\"disk \\u0037: über\"}".getBytes(StandardCharsets.UTF_8),
    };
    SplittableRandom random = new SplittableRandom(42);
    Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
    int[] taken = new int[2];
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int round = 0; round < 40_000; round++) {
            byte[] bytes = sound[round % 2].clone();
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
              bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(8) / 7);
            Decoded decoded = decode(decoder, bytes);
            if (decoded instanceof Decoded.Event event) {
              Content.Text text = (Content.Text) event.reading().content();
              assertThat(text.text()).isEqualTo(text.text().stripTrailing());
              assertThat(event.reading().entity()).isNotBlank();
              assertThat(event.reading().timestampMillis()).isBetween(0L, 253_402_300_799_999L);
              taken[text.replaced() > 0 ? 1 : 0]++;
            } else {
              reasons.add(((Decoded.Rejected) decoded).reason());
            }
          }
        });
    assertThat(taken[0]).as("taken as sent").isGreaterThan(400);
    assertThat(taken[1]).as("taken repaired").isGreaterThan(400);
    assertThat(reasons).contains(RejectReason.MALFORMED, RejectReason.BAD_TIMESTAMP);
  }

  @Test
  void of_whatItDoesNotKnow_isRefused() {
    assertThatThrownBy(() -> decoder("{type: text, length: 1}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("text.length");
    assertThatThrownBy(() -> decoder("{type: text, size: 64x64}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no option 'size'");
  }

  private static final String REGISTRY = "registry: {url: 'http://localhost:1'}\n";

  private static void assertRefused(String modality, String source, String more, String message) {
    PipelineConfig config =
        PipelineConfig.parse(
            "pipeline: p\nmodality: %s\nsource: {topic: t, %s}\n%s"
                .formatted(modality, source, more));
    assertThatThrownBy(() -> Formats.of(config).ownFields())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void check_whatRecordsOfThisFormCannotHave_isOneSentence() {
    for (String named : new String[] {"timestamp: time", "entity: host"}) {
      assertRefused(
          "text",
          named,
          "",
          "source.timestamp and source.entity name fields, which plain lines have not: name the"
              + " text's in modality.field, too, or leave them out.");
    }
    for (String format : new String[] {"csv", "avro"}) {
      assertRefused(
          FIELD,
          "format: " + format,
          "",
          "modality.field names a field of JSON, or of Avro with a schema registry, but"
              + " source.format is neither: leave the field out.");
    }
    assertRefused(
        FIELD,
        "entity: message",
        "",
        "modality.field is 'message', which is source.timestamp or source.entity already.");
    assertRefused(
        "text",
        "format: avro",
        REGISTRY,
        "source.format is avro with a schema registry: name the field that holds the text in"
            + " modality.field.");
    assertRefused(
        "video",
        "timestamp: time",
        "",
        "source.timestamp and source.entity name fields, allowed with modality 'video' is"
            + " neither.");
  }
}
