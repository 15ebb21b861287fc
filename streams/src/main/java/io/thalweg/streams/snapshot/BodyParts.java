package io.thalweg.streams.snapshot;

import io.thalweg.schema.ModelTopicKeys;
import io.thalweg.schema.PartInfo;
import io.thalweg.schema.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A body as the parts that Kafka carries, and back. Nothing is allocated for a claimed length:
 * parts are compared with their claims first, and only joined when every hash is right.
 */
final class BodyParts {
  /** Below Kafka's default limit of 1 MiB a record, with room for the batch around it. */
  static final int MAX_PART_BYTES = 768 << 10;

  /** 16 million parameters: more than one BLAS thread serves per event, and safe for any heap. */
  static final int MAX_BODY_BYTES = 64 << 20;

  private BodyParts() {}

  /** Cuts a body into parts of at most {@link #MAX_PART_BYTES}. */
  static List<byte[]> split(byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      throw new SnapshotException(
          "A snapshot of %,d bytes cannot be published; the limit is %,d."
              .formatted(body.length, MAX_BODY_BYTES));
    }
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < body.length; from += MAX_PART_BYTES) {
      parts.add(Arrays.copyOfRange(body, from, Math.min(body.length, from + MAX_PART_BYTES)));
    }
    return parts;
  }

  /** Cuts a body the way it was cut before. */
  static List<byte[]> split(byte[] body, List<PartInfo> like) {
    List<byte[]> parts = new ArrayList<>();
    int from = 0;
    for (PartInfo part : like) {
      parts.add(Arrays.copyOfRange(body, from, from + part.getBytes()));
      from += part.getBytes();
    }
    return parts;
  }

  /** What the manifest says of each part. */
  static List<PartInfo> describe(List<byte[]> parts) {
    List<PartInfo> infos = new ArrayList<>();
    for (byte[] part : parts) {
      infos.add(new PartInfo(infos.size(), part.length, new Sha256(sha256(part))));
    }
    return infos;
  }

  /** Checks what a manifest claims of its parts, before any of them is looked at. */
  static void checkClaims(List<PartInfo> infos, long bodyBytes) {
    if (infos.isEmpty() || infos.size() > ModelTopicKeys.MAX_PART) {
      throw new SnapshotException(
          "A manifest claims %d parts; it must be 1 to %d."
              .formatted(infos.size(), ModelTopicKeys.MAX_PART));
    }
    long sum = 0;
    for (int i = 0; i < infos.size(); i++) {
      PartInfo info = infos.get(i);
      if (info.getIndex() != i || info.getBytes() < 1 || info.getBytes() > MAX_PART_BYTES) {
        throw new SnapshotException(
            "A manifest claims part %d with %d bytes as number %d; it must be in order and 1 to %d bytes."
                .formatted(info.getIndex(), info.getBytes(), i, MAX_PART_BYTES));
      }
      sum += info.getBytes();
    }
    if (sum != bodyBytes || sum > MAX_BODY_BYTES) {
      throw new SnapshotException(
          "A manifest claims a body of %d bytes in parts of %d; both must be the same and at most %d."
              .formatted(bodyBytes, sum, MAX_BODY_BYTES));
    }
  }

  /**
   * Joins the parts when all are there, as long as claimed, with the claimed hashes.
   *
   * @param parts by index; null: there is none
   */
  static byte[] join(List<PartInfo> infos, IntFunction<byte @Nullable []> parts) {
    List<byte[]> checked = new ArrayList<>();
    int length = 0;
    for (PartInfo info : infos) {
      byte[] part = parts.apply(info.getIndex());
      if (part == null) {
        throw new SnapshotException("Part %d is missing.".formatted(info.getIndex()));
      }
      if (part.length != info.getBytes()
          || !MessageDigest.isEqual(sha256(part), info.getSha256().bytes())) {
        throw new SnapshotException(
            "Part %d does not match its SHA-256 in the manifest.".formatted(info.getIndex()));
      }
      checked.add(part);
      length += part.length;
    }
    byte[] body = new byte[length];
    int at = 0;
    for (byte[] part : checked) {
      System.arraycopy(part, 0, body, at, part.length);
      at += part.length;
    }
    return body;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
