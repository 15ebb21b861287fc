package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.streams.cli.demo.DemoSummary.FirstAlert;
import io.thalweg.streams.cli.demo.DemoSummary.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DemoSummaryTest {

  private static final Instant ONSET = Instant.parse("2026-01-01T12:00:00Z");

  /** Figures of a demo that just passes every check; each test spoils one. */
  private static final class Figures {
    private long embeddings = 1800;
    private long eventsEmbedded = 1800;
    private double modelLoss = 0.45;
    private double baselineLoss = 0.5;
    private long published = 1;
    private long loaded = 1;
    private int quietAlerts = 2;
    private @Nullable Duration delay = Duration.ofSeconds(5);
    private boolean disturbed = true;
    private List<String> metrics = List.of("cpu.user");

    private DemoSummary summary() {
      Optional<FirstAlert> alert =
          Optional.ofNullable(delay).map(late -> new FirstAlert(ONSET.plus(late), 1e-7, metrics));
      Incident incident = new Incident("disturbance", ONSET, Duration.ofSeconds(5), alert);
      return new DemoSummary(
          Duration.ofSeconds(90),
          37,
          1800,
          1776,
          embeddings,
          eventsEmbedded,
          modelLoss,
          baselineLoss,
          published,
          loaded,
          quietAlerts,
          disturbed ? List.of(incident) : List.of(),
          new DemoLimits(0.9, 2),
          Baseline.persistence("same as last reading"));
    }
  }

  private final Figures figures = new Figures();

  @Test
  void passed_everyFigureAtItsLimit_isTrue() {
    assertThat(failed()).isEmpty();
    assertThat(figures.summary().passed()).isTrue();
  }

  @Test
  void verdicts_lossAboveNineTenthsOfPersistence_failTheLoss() {
    figures.modelLoss = 0.451;

    assertThat(failed()).containsExactly("loss_beats_persistence");
    assertThat(figures.summary().passed()).isFalse();
  }

  @Test
  void verdicts_lossUnknown_failTheLoss() {
    figures.modelLoss = Double.NaN;

    assertThat(failed()).containsExactly("loss_beats_persistence");
  }

  @Test
  void verdicts_nothingMoved_failTheLoss() {
    figures.modelLoss = 0;
    figures.baselineLoss = 0;

    assertThat(failed())
        .as("no loss at all proves nothing")
        .containsExactly("loss_beats_persistence");
  }

  @Test
  void verdicts_nothingPublished_failTheSnapshots() {
    figures.published = 0;

    assertThat(failed()).containsExactly("snapshots_published_and_loaded");
  }

  @Test
  void verdicts_nothingLoaded_failTheSnapshots() {
    figures.loaded = 0;

    assertThat(failed()).containsExactly("snapshots_published_and_loaded");
  }

  @Test
  void verdicts_embeddingMissing_failTheEmbeddings() {
    figures.embeddings = 1799;
    figures.eventsEmbedded = 1799;

    assertThat(failed()).containsExactly("one_embedding_per_event");
  }

  @Test
  void verdicts_oneMissingAndOneTwice_failTheEmbeddings() {
    figures.eventsEmbedded = 1799;

    assertThat(failed()).containsExactly("one_embedding_per_event");
  }

  @Test
  void verdicts_nothingDisturbed_failTheDisturbance() {
    figures.disturbed = false;

    assertThat(failed()).containsExactly("disturbance_alerted");
  }

  @Test
  void verdicts_alertTooLate_failTheDisturbance() {
    figures.delay = Duration.ofMillis(5001);

    assertThat(failed()).containsExactly("disturbance_alerted");
  }

  @Test
  void verdicts_noAlert_failTheDisturbance() {
    figures.delay = null;

    assertThat(failed()).containsExactly("disturbance_alerted");
  }

  @Test
  void verdicts_alertBeforeTheOnset_failTheDisturbance() {
    figures.delay = Duration.ofMillis(-1);

    assertThat(failed()).containsExactly("disturbance_alerted");
  }

  @Test
  void verdicts_alertNamesNothing_failTheDisturbance() {
    figures.metrics = List.of();

    assertThat(failed()).containsExactly("disturbance_alerted");
  }

  @Test
  void verdicts_threeQuietAlerts_failTheQuietPart() {
    figures.quietAlerts = 3;

    assertThat(failed()).containsExactly("quiet_part_is_quiet");
  }

  @Test
  void verdicts_always_carryTheirFigures() {
    assertThat(figures.summary().verdicts())
        .extracting(Verdict::detail)
        .containsExactly(
            "Huber loss 0.4500, same as last reading 0.5000, ratio 0.900, at most 0.9 allowed",
            "1 published, 1 loaded by serving",
            "1800 events, 1800 embeddings of 1800 of them",
            "alerted 5.0 s after the onset, at most 5 s allowed, naming cpu.user",
            "2 alerts before the disturbance, at most 2 allowed");
  }

  @Test
  void json_passedDemo_hasEveryFigure() throws JsonProcessingException {
    JsonNode json = json();

    assertThat(json.at("/passed").booleanValue()).isTrue();
    assertThat(json.at("/events").longValue()).isEqualTo(1800);
    assertThat(json.at("/loss/ratio").doubleValue()).isEqualTo(0.45 / 0.5);
    assertThat(json.at("/disturbance/onset").textValue()).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(json.at("/disturbance/delay_seconds").doubleValue()).isEqualTo(5.0);
    assertThat(json.at("/disturbance/metrics/0").textValue()).isEqualTo("cpu.user");
    assertThat(json.at("/disturbances/0/name").textValue()).isEqualTo("disturbance");
    assertThat(json.at("/verdicts")).hasSize(5);
  }

  @Test
  void json_figuresMissing_areNull() throws JsonProcessingException {
    figures.delay = null;
    figures.modelLoss = Double.NaN;

    JsonNode json = json();

    assertThat(json.at("/passed").booleanValue()).isFalse();
    assertThat(json.at("/loss/model").isNull()).isTrue();
    assertThat(json.at("/loss/ratio").isNull()).isTrue();
    assertThat(json.at("/disturbance/first_alert").isNull()).isTrue();
    assertThat(json.at("/disturbance/delay_seconds").isNull()).isTrue();
  }

  private List<String> failed() {
    return figures.summary().verdicts().stream()
        .filter(verdict -> !verdict.passed())
        .map(Verdict::name)
        .toList();
  }

  private JsonNode json() throws JsonProcessingException {
    return new ObjectMapper().readTree(DemoSummaryJson.of(figures.summary()));
  }
}
