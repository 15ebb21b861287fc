package io.thalweg.model.layer;

/** A convolution by its definition, pixel by pixel, in double precision. */
public final class SlowConv {
  private SlowConv() {}

  /** From one frame {@code [height, width, in]} to {@code [outHeight, outWidth, out]}. */
  public static double[] convolve(ConvShape s, double[] p, int offset, double[] x) {
    double[] y = new double[s.outFloats()];
    int bias = offset + s.weightCount();
    for (int i = 0; i < y.length; i++) {
      y[i] = p[bias + i % s.out()];
    }
    eachTerm(s, (weight, in, out) -> y[out] += x[in] * p[offset + weight]);
    return y;
  }

  /** The adjoint, with the larger frame's bias. */
  public static double[] transposed(ConvShape s, double[] p, int offset, double[] y) {
    double[] x = new double[s.inFloats()];
    int bias = offset + s.weightCount();
    for (int i = 0; i < x.length; i++) {
      x[i] = p[bias + i % s.in()];
    }
    eachTerm(s, (weight, in, out) -> x[in] += y[out] * p[offset + weight]);
    return x;
  }

  private interface Term {
    void take(int weight, int in, int out);
  }

  private static void eachTerm(ConvShape s, Term term) {
    for (int oy = 0; oy < s.outHeight(); oy++) {
      for (int ox = 0; ox < s.outWidth(); ox++) {
        for (int ky = 0; ky < s.kernel(); ky++) {
          for (int kx = 0; kx < s.kernel(); kx++) {
            int y = oy * s.stride() + ky - s.kernel() / 2;
            int x = ox * s.stride() + kx - s.kernel() / 2;
            if (y < 0 || y >= s.height() || x < 0 || x >= s.width()) {
              continue;
            }
            for (int c = 0; c < s.in(); c++) {
              for (int o = 0; o < s.out(); o++) {
                term.take(
                    ((ky * s.kernel() + kx) * s.in() + c) * s.out() + o,
                    (y * s.width() + x) * s.in() + c,
                    (oy * s.outWidth() + ox) * s.out() + o);
              }
            }
          }
        }
      }
    }
  }
}
