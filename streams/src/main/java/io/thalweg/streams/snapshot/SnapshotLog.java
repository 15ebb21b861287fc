package io.thalweg.streams.snapshot;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.AvroDecodingException;
import io.thalweg.schema.ModelTopicKey;
import io.thalweg.schema.ModelTopicKeys;
import io.thalweg.schema.PublicationProgress;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.schema.SnapshotPin;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes sense of the records of a model topic, in their order.
 *
 * <p>A manifest is judged with the parts that came before it in its place. When they do not match,
 * it may be the manifest of a version whose parts compaction has already taken, because the place
 * is in use again: then a newer manifest of the place follows. So a mismatch is held back until
 * {@link #reachedEnd} and forgotten when a newer manifest comes; what is left then is damage.
 *
 * <p>Throws nothing, whatever the bytes. Not thread-safe.
 */
final class SnapshotLog {

  /** What the records mean, in the order of the records. */
  interface Listener {
    /** A place holds a complete version now. */
    void completed(String place, SnapshotManifest manifest, Snapshot snapshot);

    /** What a place holds is damaged, and nothing newer will mend it. */
    void refused(String place, OptionalLong version, String sentence);

    /** A place has been emptied. */
    void removed(String place);

    /** A version is pinned, or, when empty, none is any more. */
    void pinned(Optional<SnapshotPin> pin);

    /** A decision is known, and so is its version. */
    void progressed(PublicationProgress progress);

    /** A pin or progress record is damaged; the one before it holds. */
    void unreadable(String key, String sentence);
  }

  private record Mismatch(OptionalLong version, String sentence) {}

  private final String pipeline;
  private final Listener listener;
  private final PartBuffer parts = new PartBuffer(PartBuffer.MAX_BYTES);
  private final Map<String, Mismatch> mismatches = new LinkedHashMap<>();
  private final AvroCodec<SnapshotManifest> manifests = AvroCodec.of(SnapshotManifest.class);
  private final AvroCodec<SnapshotPin> pins = AvroCodec.of(SnapshotPin.class);
  private final AvroCodec<PublicationProgress> progress = AvroCodec.of(PublicationProgress.class);

  SnapshotLog(String pipeline, Listener listener) {
    this.pipeline = pipeline;
    this.listener = listener;
  }

  /** Takes the next record; keys that are not known are skipped. */
  void accept(byte @Nullable [] key, byte @Nullable [] value) {
    if (key != null) {
      ModelTopicKeys.parse(new String(key, StandardCharsets.UTF_8))
          .ifPresent(known -> accept(known, value));
    }
  }

  private void accept(ModelTopicKey key, byte @Nullable [] value) {
    if (key instanceof ModelTopicKey.Part part) {
      parts.put(part.place(), part.index(), value);
    } else if (key instanceof ModelTopicKey.Manifest manifest) {
      acceptManifest(manifest.place(), value);
    } else if (key instanceof ModelTopicKey.Pin) {
      acceptPin(value);
    } else if (value != null) {
      acceptProgress(value);
    }
  }

  private void acceptManifest(String place, byte @Nullable [] value) {
    Map<Integer, byte[]> body = parts.take(place);
    mismatches.remove(place);
    if (value == null) {
      listener.removed(place);
      return;
    }
    OptionalLong version = OptionalLong.empty();
    try {
      SnapshotManifest manifest = manifests.decode(value);
      version = OptionalLong.of(manifest.getVersion());
      listener.completed(place, manifest, Manifests.read(manifest, pipeline, body::get));
    } catch (AvroDecodingException | SnapshotException e) {
      mismatches.put(place, new Mismatch(version, sentence(e)));
    }
  }

  private void acceptPin(byte @Nullable [] value) {
    try {
      listener.pinned(Optional.ofNullable(value).map(pins::decode));
    } catch (AvroDecodingException e) {
      listener.unreadable(ModelTopicKeys.PIN, sentence(e));
    }
  }

  private void acceptProgress(byte[] value) {
    try {
      listener.progressed(progress.decode(value));
    } catch (AvroDecodingException e) {
      listener.unreadable(ModelTopicKeys.PROGRESS, sentence(e));
    }
  }

  /** Whether {@link #reachedEnd} would refuse something. */
  boolean hasMismatch() {
    return !mismatches.isEmpty();
  }

  /** Every record that is committed has been taken: mismatches are damage. */
  void reachedEnd() {
    mismatches.forEach(
        (place, mismatch) -> listener.refused(place, mismatch.version(), mismatch.sentence()));
    mismatches.clear();
  }

  private static String sentence(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
