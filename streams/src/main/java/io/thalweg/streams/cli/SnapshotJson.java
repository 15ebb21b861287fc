package io.thalweg.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.schema.CoveredOffset;
import io.thalweg.schema.PublicationProgress;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.streams.snapshot.ModelTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the snapshot commands print with {@code --json}. Keys are only ever added. Versions are
 * numbers, places are strings ({@code "3"}, {@code "pinned"}), times are milliseconds since
 * 1970-01-01 UTC, what is missing is null.
 *
 * <pre>{@code
 * list    {"pipeline", "topic", "serves", "pin": {"version", "reason", "pinnedAt"} | null,
 *          "decided": {"boundary", "outcome", "version"} | null,
 *          "snapshots": [{"version", "place", "parent", "boundary", "streamTime", "eventsLearned",
 *                         "loss", "huber", "persistenceHuber", "parameters", "bytes", "spaceId"}],
 *          "damages": [{"place", "version", "problem"}]}
 * show    a snapshot as in the list, and {"steps", "examplesLearned", "segmentLength", "fields",
 *          "fieldSetId", "alignmentFit", "coveredOffsets": [{"topic", "partition", "offset"}],
 *          "architecture", "parts", "libraryVersion", "nativeFingerprint"}
 * verify  {"ok", "checked": [{"place", "version", "ok", "problem"}]}
 * pin     {"pinned": VERSION}
 * unpin   {"unpinned": true if there was a pin}
 * }</pre>
 */
final class SnapshotJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SnapshotJson() {}

  static JsonNode list(String pipeline, ModelTopic topic) {
    ObjectNode list = JSON.objectNode().put("pipeline", pipeline).put("topic", topic.name());
    list.put("serves", topic.serving().map(stored -> stored.snapshot().version()).orElse(null));
    list.set("pin", pin(topic));
    list.set("decided", topic.progress().map(SnapshotJson::decided).orElse(JSON.nullNode()));
    ArrayNode snapshots = list.putArray("snapshots");
    topic.snapshots().forEach(stored -> snapshots.add(summary(stored)));
    ArrayNode damages = list.putArray("damages");
    for (ModelTopic.Damage damage : topic.damages()) {
      damages.add(
          JSON.objectNode()
              .put("place", damage.place())
              .put("version", orNull(damage.version()))
              .put("problem", damage.problem()));
    }
    return list;
  }

  private static JsonNode pin(ModelTopic topic) {
    return topic
        .pin()
        .<JsonNode>map(
            pin ->
                JSON.objectNode()
                    .put("version", pin.getVersion())
                    .put("reason", pin.getReason())
                    .put("pinnedAt", pin.getPinnedAt().toEpochMilli()))
        .orElse(JSON.nullNode());
  }

  private static JsonNode decided(PublicationProgress progress) {
    return JSON.objectNode()
        .put("boundary", progress.getBoundary())
        .put("outcome", progress.getOutcome().name())
        .put("version", progress.getVersion());
  }

  private static ObjectNode summary(ModelTopic.Stored stored) {
    SnapshotManifest manifest = stored.manifest();
    return JSON.objectNode()
        .put("version", manifest.getVersion())
        .put("place", stored.place())
        .put("parent", manifest.getParent())
        .put("boundary", manifest.getDecidedAt())
        .put("streamTime", manifest.getStreamTime().toEpochMilli())
        .put("eventsLearned", manifest.getEventsLearned())
        .put("loss", manifest.getPrequentialLoss())
        .put("huber", manifest.getHuber())
        .put("persistenceHuber", manifest.getPersistenceHuber())
        .put("parameters", manifest.getParameterCount())
        .put("bytes", manifest.getBodyBytes())
        .put("spaceId", manifest.getSpaceId());
  }

  static JsonNode show(ModelTopic.Stored stored) {
    SnapshotManifest manifest = stored.manifest();
    ObjectNode show =
        summary(stored)
            .put("steps", manifest.getSteps())
            .put("examplesLearned", manifest.getExamplesLearned())
            .put("segmentLength", manifest.getSegmentLength())
            .put("fieldSetId", manifest.getFieldSetId())
            .put("alignmentFit", manifest.getAlignmentFit())
            .put("architecture", manifest.getArchitecture())
            .put("parts", manifest.getParts().size())
            .put("libraryVersion", manifest.getLibraryVersion())
            .put("nativeFingerprint", manifest.getNativeFingerprint());
    ArrayNode fields = show.putArray("fields");
    manifest.getFields().forEach(fields::add);
    ArrayNode covered = show.putArray("coveredOffsets");
    for (CoveredOffset offset : manifest.getCoveredOffsets()) {
      covered.add(
          JSON.objectNode()
              .put("topic", offset.getTopic())
              .put("partition", offset.getPartition())
              .put("offset", offset.getOffset()));
    }
    return show;
  }

  static JsonNode verify(List<SnapshotVerifyCommand.Finding> findings) {
    ObjectNode verify = JSON.objectNode();
    verify.put("ok", findings.stream().allMatch(finding -> finding.problem().isEmpty()));
    ArrayNode checked = verify.putArray("checked");
    for (SnapshotVerifyCommand.Finding finding : findings) {
      checked.add(
          JSON.objectNode()
              .put("place", finding.place())
              .put("version", orNull(finding.version()))
              .put("ok", finding.problem().isEmpty())
              .put("problem", finding.problem().orElse(null)));
    }
    return verify;
  }

  static JsonNode pinned(long version) {
    return JSON.objectNode().put("pinned", version);
  }

  static JsonNode exported(long version, Path file) {
    return JSON.objectNode().put("exported", version).put("file", file.toString());
  }

  static JsonNode unpinned(boolean lifted) {
    return JSON.objectNode().put("unpinned", lifted);
  }

  private static @Nullable Long orNull(OptionalLong version) {
    return version.isPresent() ? Long.valueOf(version.getAsLong()) : null;
  }
}
