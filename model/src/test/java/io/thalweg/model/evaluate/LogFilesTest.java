package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading what is evaluated: lines made up in the form of the files. */
class LogFilesTest {
  @TempDir private Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readLines_labelAndPlaceAreNotOfTheText() throws IOException {
    Path log =
        file(
            "log",
            """
            - 17 2031.02.03 n1 2031-02-03-04.05.06 n1 SYS PUMP INFO valve 3 open

            LEAK 18 2031.02.03 n2 2031-02-03-04.05.07 n2 SYS PUMP FATAL LEAK at  valve 3
            """);
    assertThat(BglLine.read(log))
        .containsExactly(
            new BglLine("SYS PUMP INFO valve 3 open", false),
            new BglLine("SYS PUMP FATAL LEAK at  valve 3", true));
  }

  @Test
  void readLines_invalidUtf8_isReplaced() throws IOException {
    byte[] bytes = "- 1 d n t n A ?\n".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 2] = (byte) 0xff;
    assertThat(BglLine.read(file("log", bytes))).containsExactly(new BglLine("A \uFFFD", false));
  }

  @Test
  void readLines_tooFewColumns_namesTheLine() throws IOException {
    Path log = file("log", "- 1 d n t n A\n- 1 d n t n\n");
    assertThatThrownBy(() -> BglLine.read(log))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 has 6 columns");
  }

  @Test
  void readSequences_namesAreNotLookedAt() throws IOException {
    file("openstack_train", "a-1,1 2 3\n");
    file("openstack_test_normal", "b,1 2\nc,3\n");
    file("openstack_test_abnormal", "d,3  2 \n\n");
    assertThat(EventSequences.read(folder))
        .isEqualTo(
            new EventSequences(
                List.of(List.of("1", "2", "3")),
                List.of(List.of("1", "2"), List.of("3")),
                List.of(List.of("3", "2"))));
  }

  @Test
  void readSequences_lineWithoutEvents_isNamed() throws IOException {
    file("openstack_train", "a,1 2\nb\n");
    assertThatThrownBy(() -> EventSequences.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("openstack_train: line 2");
  }
}
