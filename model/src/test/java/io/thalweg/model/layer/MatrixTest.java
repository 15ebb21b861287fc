package io.thalweg.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Small whole numbers: every product is exact, so equality is. */
class MatrixTest {
  private final Matrix a = matrix(9, 1, 2, 3, 4, 5, 6); // [2, 3] after one float
  private final Matrix b = matrix(9, 1, 0, 2, -1, 0, 3); // [3, 2] after one float

  @Test
  void multiply_offsetsAndBeta_addsTheProductWhereItBelongs() {
    Matrix c = matrix(9, 10, 10, 10, 10);

    Matrix.multiply(a, 1, b, 1, c, 1, 2, 2, 3, 1f);

    // [1 2 3; 4 5 6] [1 0; 2 -1; 0 3] = [5 7; 14 13]
    assertThat(floats(c)).containsExactly(9, 15, 17, 24, 23);
  }

  @Test
  void multiplyTransposedA_sameData_multipliesTheTranspose() {
    Matrix c = new Matrix(4);

    Matrix.multiplyTransposedA(b, 1, b, 1, c, 0, 2, 2, 3, 0f);

    // [1 2 0; 0 -1 3] [1 0; 2 -1; 0 3]
    assertThat(floats(c)).containsExactly(5, -2, -2, 10);
  }

  @Test
  void multiplyTransposedB_sameData_multipliesByTheTranspose() {
    Matrix c = new Matrix(4);

    Matrix.multiplyTransposedB(a, 1, a, 1, c, 0, 2, 2, 3, 0f);

    assertThat(floats(c)).containsExactly(14, 32, 32, 77);
  }

  @Test
  void multiply_stridesAndAlpha_multipliesBlocksAndLeavesTheRest() {
    Matrix c = matrix(7, 7, 7, 7, 7, 7);

    // [1 2; 4 5] out of rows of three, times [1 0; 2 -1], into rows of three
    Matrix.multiply(a, 1, 3, b, 1, 2, c, 0, 3, 2, 2, 2, 2f, 0f);

    assertThat(floats(c)).containsExactly(10, -4, 7, 28, -10, 7);
  }

  @Test
  void multiplyTransposed_twoBlocksOfOneMatrix_readsEachWhereItIs() {
    Matrix c = new Matrix(4);

    // P = [2 3; 5 6], Q = [1 2; 4 5]: two blocks of a, whose read positions must not meet
    Matrix.multiplyTransposedB(a, 2, 3, a, 1, 3, c, 0, 2, 2, 2, 2, 1f, 0f);
    assertThat(floats(c)).containsExactly(8, 23, 17, 50); // P Q'

    Matrix.multiplyTransposedA(a, 2, 3, a, 1, 3, c, 0, 2, 2, 2, 2, 1f, 0f);
    assertThat(floats(c)).containsExactly(22, 29, 27, 36); // P' Q
  }

  @Test
  void multiply_blockBeyondTheEnd_isRefusedBeforeMemoryIsTouched() {
    assertThatThrownBy(
            () -> Matrix.multiply(a, 1, 3, b, 1, 2, new Matrix(3), 0, 3, 2, 2, 2, 1f, 0f))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("2 rows of 3 from 0 on in a matrix of 3");
  }

  @Test
  void multiplyRow_offset_multipliesOneRow() {
    Matrix y = new Matrix(2);
    Matrix x = new Matrix(3);
    x.put(new float[] {1, 2, 3}, 0, 3);

    Matrix.multiplyRow(x, b, 1, y, 2, 3);

    assertThat(floats(y)).containsExactly(5, 7);
  }

  @Test
  void multiply_nanInTarget_isOverwrittenWhenBetaIsZero() {
    Matrix c = matrix(Float.NaN, Float.NaN, Float.NaN, Float.NaN);

    Matrix.multiply(a, 1, b, 1, c, 0, 2, 2, 3, 0f);

    assertThat(floats(c)).containsExactly(5, 7, 14, 13);
  }

  @Test
  void putAndGet_atAPosition_moveOnlyThatRange() {
    Matrix matrix = new Matrix(5);

    matrix.put(new float[] {9, 1, 2, 9}, 1, 2, 3);

    assertThat(floats(matrix)).containsExactly(0, 0, 0, 1, 2);
    float[] read = new float[3];
    matrix.get(read, 1, 2, 3);
    assertThat(read).containsExactly(0, 1, 2);
  }

  @Test
  void putAndGet_beyondTheEnd_areRefusedBeforeMemoryIsTouched() {
    Matrix matrix = new Matrix(5);

    assertThatThrownBy(() -> matrix.put(new float[6], 0, 6))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("floats 0 to 6 of a matrix of 5");
    assertThatThrownBy(() -> matrix.get(new float[3], 0, 3, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("floats 3 to 6 of a matrix of 5");
  }

  @Test
  void create_noFloats_isRefused() {
    assertThatThrownBy(() -> new Matrix(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacity must be at least 1, not 0");
  }

  private static Matrix matrix(float... values) {
    Matrix matrix = new Matrix(values.length);
    matrix.put(values, 0, values.length);
    return matrix;
  }

  private static float[] floats(Matrix matrix) {
    float[] values = new float[(int) matrix.capacity()];
    matrix.get(values, 0, values.length);
    return values;
  }
}
