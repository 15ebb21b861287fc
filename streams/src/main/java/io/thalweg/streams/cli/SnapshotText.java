package io.thalweg.streams.cli;

import io.thalweg.schema.CoveredOffset;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.streams.snapshot.ModelTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the snapshot commands print for people; not for programs to read. */
final class SnapshotText {
  private static final String ROW = "%8s  %-7s %9s  %-24s %12s %9s %11s  %s";

  private SnapshotText() {}

  static String list(ModelTopic topic) {
    if (topic.snapshots().isEmpty() && topic.damages().isEmpty()) {
      return "No snapshot has been published to " + topic.name() + " yet.";
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        ROW.formatted(
            "version", "place", "boundary", "stream time", "events", "loss", "parameters", ""));
    Optional<ModelTopic.Stored> serving = topic.serving();
    for (ModelTopic.Stored stored : topic.snapshots()) {
      lines.add(row(stored, serving.equals(Optional.of(stored)) ? "serves" : ""));
    }
    topic
        .damages()
        .forEach(damage -> lines.add(damage(damage.place(), damage.version(), damage.problem())));
    topic
        .pin()
        .ifPresent(
            pin ->
                lines.add(
                    "Version %d is pinned: %s"
                        .formatted(pin.getVersion(), orDash(pin.getReason()))));
    return String.join(System.lineSeparator(), lines);
  }

  private static String row(ModelTopic.Stored stored, String note) {
    SnapshotManifest manifest = stored.manifest();
    return ROW.formatted(
            manifest.getVersion(),
            stored.place(),
            manifest.getDecidedAt(),
            manifest.getStreamTime(),
            number(manifest.getEventsLearned()),
            decimal(manifest.getPrequentialLoss()),
            number(manifest.getParameterCount()),
            note)
        .stripTrailing();
  }

  static String show(ModelTopic.Stored stored) {
    SnapshotManifest manifest = stored.manifest();
    List<String> lines = new ArrayList<>();
    line(lines, "version", manifest.getVersion() + " in place " + stored.place());
    line(lines, "pipeline", manifest.getPipeline());
    line(lines, "parent", orDash(manifest.getParent()));
    line(lines, "decided at", "boundary " + manifest.getDecidedAt());
    line(lines, "stream time", manifest.getStreamTime().toString());
    line(
        lines,
        "learned",
        "%s events, %s segments, %s steps"
            .formatted(
                number(manifest.getEventsLearned()),
                number(manifest.getExamplesLearned()),
                number(manifest.getSteps())));
    line(lines, "loss", decimal(manifest.getPrequentialLoss()) + " nats per field");
    line(
        lines,
        "Huber loss",
        "%s, same as last reading %s"
            .formatted(decimal(manifest.getHuber()), decimal(manifest.getPersistenceHuber())));
    line(
        lines,
        "fields",
        "%d, set %s".formatted(manifest.getFields().size(), manifest.getFieldSetId()));
    line(lines, "space", manifest.getSpaceId());
    line(lines, "alignment fit", decimal(manifest.getAlignmentFit()));
    line(lines, "covers", covered(manifest.getCoveredOffsets()));
    line(lines, "architecture", manifest.getArchitecture());
    line(
        lines,
        "body",
        "%s parameters, %s bytes in %d parts"
            .formatted(
                number(manifest.getParameterCount()),
                number(manifest.getBodyBytes()),
                manifest.getParts().size()));
    line(
        lines,
        "written by",
        "thalweg %s on %s"
            .formatted(manifest.getLibraryVersion(), manifest.getNativeFingerprint()));
    return String.join(System.lineSeparator(), lines);
  }

  private static void line(List<String> lines, String name, String value) {
    lines.add("%-14s %s".formatted(name, value));
  }

  private static String covered(List<CoveredOffset> offsets) {
    return offsets.stream()
        .map(
            offset ->
                "%s-%d below %s"
                    .formatted(
                        offset.getTopic(), offset.getPartition(), number(offset.getOffset())))
        .collect(Collectors.joining(", "));
  }

  static String verify(ModelTopic topic, List<SnapshotVerifyCommand.Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (SnapshotVerifyCommand.Finding finding : findings) {
      lines.add(
          finding
              .problem()
              .map(problem -> damage(finding.place(), finding.version(), problem))
              .orElseGet(() -> what(finding.place(), finding.version()) + ": sound"));
    }
    return lines.isEmpty()
        ? "No snapshot has been published to " + topic.name() + " yet."
        : String.join(System.lineSeparator(), lines);
  }

  /** The versions there are, for a sentence. */
  static String versions(ModelTopic topic) {
    String numbers =
        topic.snapshots().stream()
            .map(stored -> String.valueOf(stored.snapshot().version()))
            .distinct()
            .collect(Collectors.joining(", "));
    return numbers.isEmpty() ? "none" : numbers;
  }

  private static String damage(String place, OptionalLong version, String problem) {
    return what(place, version) + ": DAMAGED: " + problem;
  }

  private static String what(String place, OptionalLong version) {
    return version.isPresent()
        ? "version %d in place %s".formatted(version.getAsLong(), place)
        : "place " + place;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String decimal(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String orDash(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }
}
