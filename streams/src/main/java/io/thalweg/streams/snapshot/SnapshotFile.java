package io.thalweg.streams.snapshot;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.snapshot.SnapshotBody;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.SnapshotManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A version in a file, for work away from the cluster: the line {@code thalweg snapshot 1}, then
 * the manifest and its parts as they stand on the model topic, each after its length in bytes
 * (four, little-endian). What is read is believed as little as what comes from a topic.
 */
public final class SnapshotFile {
  private static final byte[] BEGINNING =
      "thalweg snapshot 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final long MOST_BYTES = BodyParts.MAX_BODY_BYTES + (8 << 20);

  private SnapshotFile() {}

  /**
   * Writes a version; a file of that name is replaced.
   *
   * @param eventsTopic whose offsets it covers
   */
  public static void write(Path file, Snapshot snapshot, String eventsTopic) throws IOException {
    List<byte[]> parts = BodyParts.split(SnapshotBody.of(snapshot).toBytes());
    SnapshotManifest manifest =
        Manifests.write(
            snapshot, eventsTopic, 0, BodyParts.describe(parts), Provenance.ofThisProcess());
    StateWriter out = new StateWriter(1 << 16);
    out.room(BEGINNING.length).put(BEGINNING);
    put(out, AvroCodec.of(SnapshotManifest.class).encode(manifest));
    parts.forEach(part -> put(out, part));
    Files.write(file, out.toByteArray());
  }

  private static void put(StateWriter out, byte[] bytes) {
    out.writeInt(bytes.length).room(bytes.length).put(bytes);
  }

  /**
   * Reads a version.
   *
   * @throws SnapshotException with one sentence when it is none, or not whole
   */
  public static Snapshot read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new SnapshotException("%s is too large for a snapshot.".formatted(file));
      }
      byte[] bytes = Files.readAllBytes(file);
      if (!Arrays.equals(
          bytes, 0, Math.min(bytes.length, BEGINNING.length), BEGINNING, 0, BEGINNING.length)) {
        throw new SnapshotException("%s is no snapshot of this format.".formatted(file));
      }
      return read(new StateReader(Arrays.copyOfRange(bytes, BEGINNING.length, bytes.length)));
    } catch (IOException e) {
      throw new SnapshotException(
          "%s cannot be read (%s).".formatted(file, e.getClass().getSimpleName()), e);
    } catch (SnapshotException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new SnapshotException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Snapshot read(StateReader in) {
    SnapshotManifest manifest = AvroCodec.of(SnapshotManifest.class).decode(next(in));
    List<byte[]> parts = new ArrayList<>();
    while (in.hasNext()) {
      parts.add(next(in));
    }
    return Manifests.read(
        manifest, manifest.getPipeline(), i -> i < parts.size() ? parts.get(i) : null);
  }

  private static byte[] next(StateReader in) {
    byte[] bytes = new byte[in.readCount(1)];
    in.need(bytes.length).get(bytes);
    return bytes;
  }
}
