package io.thalweg.streams.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventFile;
import io.thalweg.streams.decode.FileEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventsAheadTest {

  @TempDir private Path folder;

  /** Around the end of a batch, and more than are ever ahead. */
  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 3_000})
  void next_untilTheEnd_givesEveryRecordInOrder(int rows) throws Exception {
    Path file = folder.resolve("rows.csv");
    StringBuilder text = new StringBuilder("timestamp,a\n");
    for (int i = 0; i < rows; i++) {
      String value = i % 7 == 6 ? "1,one too many" : Integer.toString(i);
      text.append(1_700_000_000_000L + i).append(',').append(value).append('\n');
    }
    Files.writeString(file, text);
    EventFile source = EventFile.inspect(file, SourceConfig.of("rows"));
    List<String> seen = new ArrayList<>();

    try (EventsAhead events = new EventsAhead(source.open("rows"))) {
      for (Optional<FileEvent> next = events.next(); next.isPresent(); next = events.next()) {
        boolean read = next.get().decoded() instanceof Decoded.Event;
        seen.add(next.get().row() + (read ? " read" : " rejected"));
      }
      assertThat(events.next()).as("it stays at the end").isEmpty();
    }

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      expected.add(i + (i % 7 == 6 ? " rejected" : " read"));
    }
    assertThat(seen).isEqualTo(expected);
  }
}
