package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.streams.config.Cooldown;
import io.thalweg.streams.config.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class VideoPipelineFileTest {
  private final DemoPlan plan = VideoDemo.plan(Duration.ofSeconds(90));

  @Test
  void of_anyDirectory_isAPipelineThatKeepsItsDataThere() {
    PipelineConfig config = VideoPipeline.of(plan, Path.of("it's here", "run-1"));

    assertThat(config.state().dir()).isEqualTo(Path.of("it's here", "run-1", "state").toString());
    assertThat(config.broker().data())
        .isEqualTo(Path.of("it's here", "run-1", "broker").toString());
    assertThat(config.learning().task().type()).isEqualTo("next-frame");
    assertThat(config.detect().cooldown()).isEqualTo(new Cooldown.Events(20));
    assertThat(config.publish().every()).isEqualTo(plan.publishEvery());
  }
}
