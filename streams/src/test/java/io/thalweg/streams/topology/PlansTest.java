package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import org.junit.jupiter.api.Test;

/** From the pipeline file to parts that fit together. */
final class PlansTest {

  private static PipelinePlan plan(String learning) {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: plant
            source: {topic: plant.events, fields: [a, b, c]}
            learning: {segment: 24, %s}
            """
                .formatted(learning));
    return Plans.of(config, 1);
  }

  @Test
  void of_maskedItemsAndAnEncoderThatLooksBothWays_keepsASegmentOfItemsToServe() {
    PipelinePlan plan =
        plan("encoder: {type: transformer, attention: bidirectional}, task: {type: masked-item}");

    assertThat(plan.learner().architecture().objective()).isEqualTo(Spec.of("student-t"));
    assertThat(plan.serving().context()).isEqualTo(24);
    assertThat(plan.watches()).isFalse();
  }

  @Test
  void of_encoderWithNothingToLookBackOn_keepsOneItem() {
    assertThat(plan("encoder: {type: mlp}, task: {type: denoising}").serving().context())
        .isEqualTo(1);
  }

  /** Regression: a task named alone kept the objective of the default task. */
  @Test
  void of_aTaskNamedAlone_hasItsUsualObjective() {
    assertThat(plan("task: two-view").learner().architecture().objective())
        .isEqualTo(Spec.of("vicreg"));
    assertThat(plan("task: cpc").learner().architecture().objective().type()).isEqualTo("info-nce");
  }

  /** Who names a tokenizer need not say how many ids it gives. */
  @Test
  void of_twoViewsOfLines_knowsTheirVocabulary() {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: syslog
            modality: {type: text, tokenizer: words, segments: separate, words: 1000, buckets: 50}
            source: {topic: lines}
            learning: {encoder: {type: transformer, attention: bidirectional}, task: two-view,
                       objective: info-nce, batch: 32}
            """);

    Architecture parts =
        Plans.of(config.withSource(Formats.of(config).ownFields().orElseThrow()), 1)
            .learner()
            .architecture();

    assertThat(parts.task().options()).containsEntry("vocabulary", 1050);
    assertThat(parts.encoder().options()).containsEntry("vocabulary", 1052);
    assertThat(parts.predicts()).isFalse();
    assertThat(parts.embedsWhole()).isTrue();
  }

  @Test
  void of_partsThatDoNotFit_isRefusedInOneSentence() {
    assertThatThrownBy(() -> plan("encoder: {type: transformer, attention: bidirectional}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "learning: task 'next-item' needs a causal encoder, this 'transformer' sees what is to"
                + " be predicted.");
    assertThatThrownBy(() -> plan("task: {type: masked-item}, objective: {type: vicreg}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("learning: there is no objective 'vicreg'; there is [");
    assertThatThrownBy(() -> plan("task: {type: next-token}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "learning: architecture takes items of 6, 3 fields make items of 3 for task"
                + " 'next-token'.");
  }
}
