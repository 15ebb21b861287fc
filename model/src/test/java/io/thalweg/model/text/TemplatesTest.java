package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.state.StateReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemplatesTest {
  private final Templates templates = new Templates();

  private void observe(String line, int times) {
    for (int i = 0; i < times; i++) {
      templates.observe(List.of(line.split(" ")));
    }
  }

  private String nearest(String line) {
    return templates
        .nearest(List.of(line.split(" ")))
        .map(found -> String.join(" ", found.template()) + ", " + found.distance())
        .orElse("none");
  }

  @Test
  void nearest_whatCameOnce_isNoTemplate() {
    observe("disk is full", 1);

    assertThat(nearest("disk is full")).isEqualTo("none");
  }

  @Test
  void nearest_takesTheFewestChanges_ofEqualOnesTheMoreFrequent() {
    observe("read <path> : <num> bytes", 3);
    observe("wrote <path> : <num> bytes", 5);
    observe("disk is full", 50);

    assertThat(nearest("read <path> : <num> bits")).isEqualTo("read <path> : <num> bytes, 1");
    assertThat(nearest("lost <path> : <num> bytes")).isEqualTo("wrote <path> : <num> bytes, 1");
    assertThat(nearest("disk is full")).isEqualTo("disk is full, 0");
  }

  @Test
  void observe_endlessOtherLines_keepsWhatComesOften() {
    for (int i = 0; i < 20_000; i++) {
      observe("job " + i, 1);
      observe("all is well", 1);
    }

    assertThat(nearest("all is well")).isEqualTo("all is well, 0");
  }

  @Test
  void readFrom_whatWasWritten_knowsTheSame() {
    observe("disk is full", 3);
    Templates read = new Templates();
    read.readFrom(StateReader.of(templates::writeTo));

    assertThat(read.nearest(List.of("disk", "is")))
        .isEqualTo(templates.nearest(List.of("disk", "is")));
    assertThat(read.nearest(List.of("disk"))).isPresent();
  }
}
