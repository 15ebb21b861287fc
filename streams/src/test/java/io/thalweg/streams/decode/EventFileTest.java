package io.thalweg.streams.decode;

import static io.thalweg.streams.decode.Decoding.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Reading;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.SourceFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final SourceConfig NOTHING_KNOWN = SourceConfig.of("t");

  @TempDir Path folder;

  @Test
  void inspect_csvWithHeader_knowsItsShape() throws IOException {
    EventFile file =
        EventFile.inspect(
            write("f.csv", "datetime;host;load;note\n2014-04-01 00:00:00;a;1.5;x\n"),
            NOTHING_KNOWN);
    SourceConfig source = file.source();
    assertThat(source.format()).isEqualTo(SourceFormat.CSV);
    assertThat(source.delimiter()).isEqualTo(";");
    assertThat(source.columns()).containsExactly("datetime", "host", "load", "note");
    assertThat(source.timestamp()).isEqualTo("datetime");
    assertThat(source.entity()).isEqualTo("host");
    assertThat(source.fields()).containsExactly("load");
    Reading reading = ((Decoded.Event) events(file).get(0).decoded()).reading();
    assertThat(reading.timestampMillis()).isEqualTo(1_396_310_400_000L);
    assertThat(reading.entity()).isEqualTo("a");
  }

  @Test
  void inspect_csvWithoutHeader_countsRowsAsSeconds() throws IOException {
    EventFile file = EventFile.inspect(write("f.txt", "0.1,0.2\r\n\n0.3,0.4"), NOTHING_KNOWN);
    assertThat(file.source().fields()).containsExactly("c0", "c1");
    List<FileEvent> events = events(file);
    assertThat(events).hasSize(2);
    Reading last = ((Decoded.Event) events.get(1).decoded()).reading();
    assertThat(last.timestampMillis()).isEqualTo(1000);
    assertThat(last.offset()).isEqualTo(1);
    assertThat(last.entity()).isEqualTo("plant");
    assertThat(last.values()).containsExactly(0.3, 0.4);
  }

  @Test
  void inspect_jsonLines_areToldByNameOrFirstCharacter() throws IOException {
    String lines = "{\"ts\": 5, \"a\": 1}\n{\"ts\": 6, \"a\": 2}\n";
    for (String name : List.of("f.jsonl", "f.log")) {
      EventFile file = EventFile.inspect(write(name, lines), NOTHING_KNOWN);
      assertThat(file.source().format()).isEqualTo(SourceFormat.JSON);
      assertThat(file.source().timestamp()).isEqualTo("ts");
      assertThat(events(file)).hasSize(2);
    }
  }

  @Test
  void open_packedFileWithMark_readsLikeThePlainOne() throws IOException {
    Path packed = folder.resolve("f.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    EventFile file = EventFile.inspect(packed, NOTHING_KNOWN);
    assertThat(file.source().columns()).containsExactly("a", "b");
    assertThat(events(file)).hasSize(1);
    try (FileEvents events = file.open("plant")) {
      while (events.next().isPresent()) {}
      assertThat(events.progress()).isEqualTo(1);
    }
  }

  @Test
  void open_badRowsAmongGoodOnes_keepTheirPlace() throws IOException {
    String open = "\"" + "x".repeat(70);
    EventFile file =
        EventFile.inspect(
            write("f.csv", "a,b\n1,2\n1\n1,x\n" + open + "\n\"3\n\",4\n5,6\n"),
            source("format: csv, max.record.bytes: 64, fields: [a, b], columns: [a, b]"));
    List<FileEvent> events = events(file);
    assertThat(events.stream().map(EventFileTest::outcome))
        .containsExactly(
            "[1.0, 2.0]",
            "WRONG_FIELD_COUNT",
            "NON_NUMERIC",
            "TOO_LARGE",
            "NON_NUMERIC",
            "[5.0, 6.0]");
    assertThat(events.get(4).raw()).asString(StandardCharsets.UTF_8).isEqualTo("\"3\n\",4");
  }

  @Test
  void inspect_templateOfAnotherFormat_keepsItsNames() throws IOException {
    SourceConfig json = source("format: json, timestamp: when, fields: [cpu.user]");
    EventFile file = EventFile.inspect(write("f.csv", "when,cpu.user,x\n5,1,2\n"), json);
    assertThat(file.source().fields()).containsExactly("cpu.user");
    assertThat(file.source().timestamp()).isEqualTo("when");
  }

  @Test
  void inspect_unusableFile_isOneSentence() throws IOException {
    Path none = folder.resolve("none.csv");
    assertThatThrownBy(() -> EventFile.inspect(none, NOTHING_KNOWN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("The file %s cannot be read (NoSuchFileException).", none);
    Path empty = write("empty.csv", "\n\n");
    assertThatThrownBy(() -> EventFile.inspect(empty, NOTHING_KNOWN))
        .hasMessage("The file %s has no records.", empty);
    Path twice = write("twice.csv", "a,a\n1,2\n");
    assertThatThrownBy(() -> EventFile.inspect(twice, NOTHING_KNOWN))
        .hasMessage("source.columns is 'a', allowed is every name once.");
    Path other = write("other.csv", "a\n1\n");
    assertThatThrownBy(() -> EventFile.inspect(other, source("fields: [b]")))
        .hasMessage("source.fields is 'b', allowed is a name listed in source.columns.");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<FileEvent> events(EventFile file) throws IOException {
    List<FileEvent> all = new ArrayList<>();
    try (FileEvents events = file.open("plant")) {
      for (Optional<FileEvent> next = events.next(); next.isPresent(); next = events.next()) {
        all.add(next.get());
      }
    }
    return all;
  }

  private static String outcome(FileEvent event) {
    return event.decoded() instanceof Decoded.Event good
        ? java.util.Arrays.toString(good.reading().values())
        : ((Decoded.Rejected) event.decoded()).reason().name();
  }
}
