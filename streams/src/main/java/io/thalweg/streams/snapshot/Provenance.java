package io.thalweg.streams.snapshot;

import io.thalweg.model.layer.Matrix;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/**
 * What wrote a snapshot.
 *
 * @param libraryVersion version of this library, {@code development} when it runs from classes
 * @param nativeFingerprint OpenBLAS version, platform, and a hash of the bits of a few products.
 *     OpenBLAS picks its kernels by the processor it finds, so the same library gives other bits on
 *     another machine; the hash is what came out, not what was promised. Two fingerprints are equal
 *     where learning on gives the same weights bit for bit, as far as the products tell
 */
record Provenance(String libraryVersion, String nativeFingerprint) {
  private static final int HASH_BYTES = 8;

  /** Rows, columns and depth of the products: of the size of a batch, of a row, and odd. */
  private static final int[][] SHAPES = {{256, 48, 96}, {1, 64, 48}, {17, 33, 5}};

  private static final class Holder {
    static final Provenance THIS_PROCESS = new Provenance(version(), fingerprint());
  }

  /** Of this process; computed once, in a few milliseconds. */
  static Provenance ofThisProcess() {
    return Holder.THIS_PROCESS;
  }

  private static String version() {
    return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static String fingerprint() {
    String library = openblas.OPENBLAS_VERSION.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    return "%s %s %s".formatted(library, Loader.getPlatform(), productHash());
  }

  private static String productHash() {
    SplittableRandom random = new SplittableRandom(1);
    byte[][] hashes = new byte[SHAPES.length][];
    for (int i = 0; i < SHAPES.length; i++) {
      hashes[i] = BodyParts.sha256(product(SHAPES[i][0], SHAPES[i][1], SHAPES[i][2], random));
    }
    byte[] all = new byte[hashes.length * hashes[0].length];
    for (int i = 0; i < hashes.length; i++) {
      System.arraycopy(hashes[i], 0, all, i * hashes[i].length, hashes[i].length);
    }
    return HexFormat.of().formatHex(Arrays.copyOf(BodyParts.sha256(all), HASH_BYTES));
  }

  private static byte[] product(int m, int n, int k, SplittableRandom random) {
    Matrix result = new Matrix((long) m * n);
    Matrix.multiply(matrix(m * k, random), 0, matrix(k * n, random), 0, result, 0, m, n, k, 0f);
    float[] values = new float[m * n];
    result.get(values, 0, values.length);
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static Matrix matrix(int size, SplittableRandom random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    Matrix matrix = new Matrix(size);
    matrix.put(values, 0, size);
    return matrix;
  }
}
