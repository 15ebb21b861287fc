package io.thalweg.streams.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.streams.config.PublishConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferredPipelineTest {

  @ParameterizedTest
  @CsvSource({"0, 64", "1000, 64", "6400, 100", "47388, 740", "10000000, 1000"})
  void publish_scalesWithTheFile(long rows, int every) {
    assertThat(InferredPipeline.publish(rows))
        .isEqualTo(
            new PublishConfig(
                every,
                PublishConfig.DEFAULTS.keep(),
                PublishConfig.DEFAULTS.tolerance(),
                PublishConfig.DEFAULTS.minRank()));
  }
}
