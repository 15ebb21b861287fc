package io.thalweg.model.encoder.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Between {@code float[]} and ND4J's arrays, in row-major order. */
final class Arrays {
  private Arrays() {}

  /** Zeros of a shape, row-major in one piece. */
  static INDArray create(long... shape) {
    return Nd4j.create(DataType.FLOAT, shape, 'c');
  }

  /**
   * Copies to all of an array.
   *
   * @param target in one piece
   */
  static void put(float[] source, int offset, INDArray target) {
    memory(target).put(source, offset, Math.toIntExact(target.length()));
  }

  /** Copies all of an array, whatever its strides, in row-major order. */
  static void get(INDArray source, float[] target, int offset) {
    try (INDArray compact = source.dup('c')) {
      memory(compact).get(target, offset, Math.toIntExact(compact.length()));
    }
  }

  private static FloatPointer memory(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalStateException("an array of " + array.dataType() + " where FLOAT is needed");
    }
    return new FloatPointer(array.data().addressPointer());
  }
}
