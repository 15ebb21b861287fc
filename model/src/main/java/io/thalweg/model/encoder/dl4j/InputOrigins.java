package io.thalweg.model.encoder.dl4j;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where each parameter lies in the same network for other inputs. All but the weights that the
 * items meet first have the same shape in both; in those, one axis stands for the inputs.
 */
final class InputOrigins {
  private final Network network;
  private final Network older;

  InputOrigins(Network network, Network older) {
    this.network = network;
    this.older = older;
  }

  /** See {@link io.thalweg.model.encoder.Encoder#origins}; the inputs come {@code window} times. */
  int[] of(int[] inputs, int olderInputSize, int window) {
    int[] origins = new int[Math.toIntExact(network.parameters().length())];
    Map<String, INDArray> before = older.parameterTable();
    network
        .parameterTable()
        .forEach(
            (name, values) -> {
              INDArray olderValues = before.get(name);
              if (olderValues == null) {
                throw new IllegalStateException("a network of other inputs has no " + name);
              }
              Layout target = Layout.of(values);
              Layout source = Layout.of(olderValues);
              if (network.inputWeights().contains(name)) {
                checkInputs(name, target, window * inputs.length);
                target.originsByInput(source, inputs, olderInputSize, origins);
              } else {
                target.origins(source, origins);
              }
            });
    for (String name : network.inputWeights()) {
      if (!network.parameterTable().containsKey(name)) {
        throw noInputWeights(name);
      }
    }
    return origins;
  }

  private static void checkInputs(String name, Layout layout, int inputs) {
    if (layout.shape()[layout.axis()] != inputs) {
      throw noInputWeights(name);
    }
  }

  private static IllegalArgumentException noInputWeights(String name) {
    return new IllegalArgumentException(
        "the fields of this dl4j network cannot change: they do not meet weights of their own first,"
            + " but "
            + name);
  }

  /**
   * How a parameter lies in the flat vector.
   *
   * @param axis that stands for the inputs, if the parameter has one
   */
  private record Layout(long offset, long[] shape, long[] stride, int axis) {

    /**
     * {@code [in, out]} in dense and recurrent layers. One-dimensional convolutions say {@code
     * [out, in, kernel, 1]}, but compute with {@code [kernel, in, out]} in the same place (DL4J
     * 1.0.0-M2.1; a test holds that).
     */
    static Layout of(INDArray view) {
      if (view.rank() == 4 && view.size(3) == 1) {
        long out = view.size(0);
        long in = view.size(1);
        long[] shape = {view.size(2), in, out};
        return new Layout(view.offset(), shape, new long[] {in * out, out, 1}, 1);
      }
      return new Layout(view.offset(), view.shape(), view.stride(), 0);
    }

    void origins(Layout source, int[] origins) {
      for (long i = 0; i < length(); i++) {
        long[] index = unravel(i);
        origins[at(index)] = source.at(index);
      }
    }

    void originsByInput(Layout source, int[] inputs, int olderInputSize, int[] origins) {
      for (long i = 0; i < length(); i++) {
        long[] index = unravel(i);
        int target = at(index);
        int position = Math.toIntExact(index[axis]);
        int origin = inputs[position % inputs.length];
        index[axis] = (long) (position / inputs.length) * olderInputSize + origin;
        origins[target] = origin < 0 ? -1 : source.at(index);
      }
    }

    private long length() {
      long length = 1;
      for (long size : shape) {
        length *= size;
      }
      return length;
    }

    private long[] unravel(long position) {
      long[] index = new long[shape.length];
      long rest = position;
      for (int i = shape.length - 1; i >= 0; i--) {
        index[i] = rest % shape[i];
        rest /= shape[i];
      }
      return index;
    }

    private int at(long[] index) {
      long at = offset;
      for (int i = 0; i < index.length; i++) {
        at += index[i] * stride[i];
      }
      return Math.toIntExact(at);
    }
  }
}
