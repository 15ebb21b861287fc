package io.thalweg.streams.cli;

import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.snapshot.ModelTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code snapshot verify}: every hash and limit again, and that each version can be served. Exit
 * code 1 when anything is wrong.
 */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks the versions on the model topic: sizes, every hash, and that a serving model can be"
            + " built from them. The exit code is 0 only if nothing is wrong.")
final class SnapshotVerifyCommand extends SnapshotSubcommand {
  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      description = "Check this version only; default: everything on the topic.")
  private @Nullable Long version;

  /**
   * What was found.
   *
   * @param problem one sentence; empty: it is sound
   */
  record Finding(String place, OptionalLong version, Optional<String> problem) {}

  @Override
  int run(PipelineConfig pipeline, ModelTopic topic) {
    List<Finding> findings = version == null ? everything(topic) : only(topic, version);
    boolean sound = findings.stream().allMatch(finding -> finding.problem().isEmpty());
    print(SnapshotJson.verify(findings), SnapshotText.verify(topic, findings));
    return sound ? 0 : 1;
  }

  private static List<Finding> everything(ModelTopic topic) {
    List<Finding> findings = new ArrayList<>();
    topic.snapshots().forEach(stored -> findings.add(serve(stored)));
    topic.damages().forEach(damage -> findings.add(finding(damage)));
    topic
        .pin()
        .filter(pin -> topic.find(pin.getVersion()).isEmpty())
        .ifPresent(pin -> findings.add(lost(pin.getVersion())));
    return findings;
  }

  private static List<Finding> only(ModelTopic topic, long version) {
    List<Finding> findings = new ArrayList<>();
    topic.snapshots().stream()
        .filter(stored -> stored.snapshot().version() == version)
        .forEach(stored -> findings.add(serve(stored)));
    topic.damages().stream()
        .filter(damage -> damage.version().equals(OptionalLong.of(version)))
        .forEach(damage -> findings.add(finding(damage)));
    if (findings.isEmpty()) {
      find(topic, version); // says what there is
    }
    return findings;
  }

  private static Finding finding(ModelTopic.Damage damage) {
    return new Finding(damage.place(), damage.version(), Optional.of(damage.problem()));
  }

  private static Finding lost(long version) {
    return new Finding(
        "pin",
        OptionalLong.of(version),
        Optional.of("The pinned version is not on the topic, so the newest serves."));
  }

  /** The hashes were checked when it was read; this takes one step with it. */
  private static Finding serve(ModelTopic.Stored stored) {
    OptionalLong number = OptionalLong.of(stored.snapshot().version());
    try {
      ServingModel model = new ServingModel(stored.snapshot());
      float[] embedding = new float[model.embeddingSize()];
      model.step(
          model.newState(), new float[stored.snapshot().architecture().itemSize()], embedding);
      for (float value : embedding) {
        if (!Float.isFinite(value)) {
          return new Finding(
              stored.place(), number, Optional.of("It embeds an average item as not finite."));
        }
      }
      return new Finding(stored.place(), number, Optional.empty());
    } catch (RuntimeException e) {
      // Whatever a network objects to: the version is what is wrong.
      return new Finding(
          stored.place(), number, Optional.of("It cannot be served: " + e.getMessage() + "."));
    }
  }
}
