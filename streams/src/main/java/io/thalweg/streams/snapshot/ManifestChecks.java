package io.thalweg.streams.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.TextLexicon;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.SnapshotBody;
import io.thalweg.schema.CoveredOffset;
import io.thalweg.schema.PooledNormaliser;
import io.thalweg.schema.SnapshotManifest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;

/**
 * What must hold of a manifest before its parts are looked at, and of its numbers before they
 * serve. Each check that fails throws one sentence.
 */
final class ManifestChecks {
  /** As many as a source may have. */
  static final int MAX_FIELDS = 4096;

  private static final int MAX_ARCHITECTURE_CHARS = 64 << 10;
  private static final int MAX_DEPTH = 16;
  private static final List<String> ARCHITECTURE_KEYS =
      List.of("itemSize", "encoder", "task", "objective");

  private static final ObjectMapper STRICT =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ManifestChecks() {}

  /** Everything that can be said without the body. */
  static void check(SnapshotManifest manifest, String pipeline) {
    require(
        manifest.getFormatVersion() >= 1
            && manifest.getFormatVersion() <= SnapshotBody.FORMAT_VERSION,
        "The body has format %d; this library reads format %d and older.",
        manifest.getFormatVersion(),
        SnapshotBody.FORMAT_VERSION);
    require(
        manifest.getPipeline().equals(pipeline),
        "The snapshot belongs to pipeline '%.64s', not to '%s'.",
        manifest.getPipeline(),
        pipeline);
    require(manifest.getVersion() >= 1, "The version is %d, below 1.", manifest.getVersion());
    require(manifest.getSegmentLength() >= 1, "The segment length is below 1.");
    BodyParts.checkClaims(manifest.getParts(), manifest.getBodyBytes());
    checkCounts(manifest);
    checkFields(manifest);
    checkCovered(manifest.getCoveredOffsets());
    Double fit = manifest.getAlignmentFit();
    require(fit == null || (fit >= 0 && fit <= 1), "The alignment fit is not in [0, 1].");
  }

  private static void checkCounts(SnapshotManifest manifest) {
    long parameters = manifest.getParameterCount();
    require(
        parameters >= 1 && parameters <= manifest.getBodyBytes() / Float.BYTES,
        "A body of %d bytes cannot hold %d parameters.",
        manifest.getBodyBytes(),
        parameters);
    require(
        manifest.getEventsLearned() >= 0
            && manifest.getExamplesLearned() >= 0
            && manifest.getSteps() >= 0
            && manifest.getDecidedAt() >= 0,
        "A count in the manifest is negative.");
  }

  private static void checkFields(SnapshotManifest manifest) {
    int count = manifest.getFields().size();
    require(count <= MAX_FIELDS, "The manifest has %d fields, above %d.", count, MAX_FIELDS);
    FieldSet fields = fields(manifest);
    require(
        fields.id().equals(manifest.getFieldSetId()),
        "The field set id is not that of the fields.");
    PooledNormaliser normaliser = manifest.getNormaliser();
    checkNumbers("location", normaliser.getLocation(), count, Double::isFinite);
    checkNumbers("scale", normaliser.getScale(), count, ManifestChecks::positive);
    checkNumbers("changeScale", normaliser.getChangeScale(), count, ManifestChecks::positive);
  }

  private static void checkNumbers(
      String name, List<Double> values, int count, DoublePredicate allowed) {
    require(
        values.size() == count
            && values.stream().mapToDouble(Double::doubleValue).allMatch(allowed),
        "The normaliser's %s must be %d usable numbers.",
        name,
        count);
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private static void checkCovered(List<CoveredOffset> offsets) {
    Set<Integer> partitions = new HashSet<>();
    for (CoveredOffset covered : offsets) {
      require(
          covered.getPartition() >= 0
              && covered.getOffset() >= 0
              && partitions.add(covered.getPartition()),
          "The covered offset %d of partition %d is negative or given twice.",
          covered.getOffset(),
          covered.getPartition());
    }
  }

  /** The body's sizes and numbers. */
  static void check(SnapshotManifest manifest, SnapshotBody body) {
    require(
        body.formatVersion() == manifest.getFormatVersion(),
        "The body has format %d, the manifest says %d.",
        body.formatVersion(),
        manifest.getFormatVersion());
    require(
        body.parameters().length == manifest.getParameterCount(),
        "The body has %d parameters, the manifest says %d.",
        body.parameters().length,
        manifest.getParameterCount());
    require(finite(body.parameters()) && finite(body.rotation()), "A weight is not finite.");
    Architecture architecture = architecture(manifest);
    if (architecture.ofTexts() && !TextLexicon.bringsTokenizer(body.lexicon())) {
      TextLexicon.of(architecture.items(), body.lexicon()); // refuses what it cannot read
    }
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  static FieldSet fields(SnapshotManifest manifest) {
    try {
      return new FieldSet(manifest.getFields());
    } catch (IllegalArgumentException e) {
      throw new SnapshotException("The fields are missing or not distinct.", e);
    }
  }

  /** The architecture, refused unless it is one JSON object with exactly its keys, each once. */
  static Architecture architecture(SnapshotManifest manifest) {
    String json = manifest.getArchitecture();
    require(
        json.length() <= MAX_ARCHITECTURE_CHARS,
        "The architecture is longer than %d characters.",
        MAX_ARCHITECTURE_CHARS);
    try {
      JsonNode tree = STRICT.readTree(json);
      boolean whole = tree.isObject() && ARCHITECTURE_KEYS.stream().allMatch(tree::hasNonNull);
      require(whole, "The architecture lacks one of %s.", ARCHITECTURE_KEYS);
      return Architecture.fromJson(json);
    } catch (JsonProcessingException e) {
      throw new SnapshotException("The architecture is not one well-formed JSON object.", e);
    }
  }

  private static void require(boolean holds, String sentence, Object... arguments) {
    if (!holds) {
      throw new SnapshotException(sentence.formatted(arguments));
    }
  }
}
