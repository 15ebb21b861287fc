package io.thalweg.model.encoder;

import io.thalweg.model.layer.FastMath;
import io.thalweg.model.layer.Matrix;
import java.util.Arrays;

/**
 * Forward and backward of {@link Gru} over a batch, time-major. What does not depend on the hidden
 * state, the input's products and all gradients of weights, is one matrix product per gate over all
 * positions; only the recurrent products run step after step.
 *
 * <p>Every gate is a plane of its own, {@code [times][batch, hidden]}, and every elementwise loop
 * runs over whole {@code [batch, hidden]} blocks with one index for all arrays: the form in which
 * the JIT vectorises them (rows of one gate inside rows of all gates would be loops of {@code
 * hidden}, mostly scalar beginnings and ends; unequal offsets may overlap for all it knows).
 */
final class GruPass implements Encoder.Pass {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;

  /** Plane of the gradient of the candidate's recurrent product. */
  private static final int RECURRENT = 3;

  private final Gru net;
  private final int batch;
  private final int times;
  private final int width;

  /** Floats of one state of all sequences. */
  private final int block;

  /** Floats of one gate at all times. */
  private final long plane;

  private final GruInput fromItems;
  private final float[] input;
  private final float[] embeddings;

  /** {@code [times + 1][batch, hidden]}; the first is zero. */
  private final float[][] state;

  private final float[][] reset;
  private final float[][] update;
  private final float[][] candidate;

  /** The candidate's recurrent product with its bias, {@code h Un + cn}. */
  private final float[][] recurrent;

  /** Biases repeated for each sequence, {@code [4][batch, hidden]}. */
  private final float[][] bias;

  /** Gradients before the activations at one time, {@code [4][batch, hidden]}. */
  private final float[][] slope;

  private final float[] carried;
  private final float[] arriving;

  private final Matrix nativeState;
  private final Matrix nativeGates;
  private final Matrix nativeRecurrent;
  private final Matrix nativeSlopes;
  private final Matrix nativeCarried;
  private final Matrix recurrentWeights;
  private final Matrix weightGradient;
  private final Matrix nativeOnes;
  private final Matrix nativeBias;

  GruPass(Gru net, int batch, int length) {
    this.net = net;
    this.batch = batch;
    times = net.contextLength() + length;
    width = net.embeddingSize();
    block = batch * width;
    plane = (long) times * block;
    fromItems = GruInput.of(net, times * batch);
    input = new float[times * batch * net.inputSize()]; // [times, batch, input]
    embeddings = new float[length * block]; // [length, batch, hidden]
    state = new float[times + 1][block];
    reset = new float[times][block];
    update = new float[times][block];
    candidate = new float[times][block];
    recurrent = new float[times][block];
    bias = new float[Gru.BIASES][block];
    slope = new float[Gru.BIASES][block];
    carried = new float[block];
    arriving = new float[block];
    nativeState = new Matrix(plane); // the state before each time
    nativeGates = new Matrix(Gru.GATES * plane);
    nativeRecurrent = new Matrix(block);
    nativeSlopes = new Matrix(Gru.BIASES * plane);
    nativeCarried = new Matrix(block);
    recurrentWeights = new Matrix(net.recurrentWeightCount());
    weightGradient = new Matrix(net.recurrentWeightCount());
    nativeOnes = new Matrix((long) times * batch);
    nativeBias = new Matrix(width);
    float[] ones = new float[times * batch];
    Arrays.fill(ones, 1f);
    nativeOnes.put(ones, 0, ones.length);
  }

  @Override
  public float[] input() {
    return input;
  }

  @Override
  public float[] embeddings() {
    return embeddings;
  }

  @Override
  public void forward(float[] parameters, int offset) {
    recurrentWeights.put(parameters, offset + net.recurrentOffset(), net.recurrentWeightCount());
    repeatBiases(parameters, offset + net.biasOffset());
    fromItems.forward(parameters, offset, input, nativeGates);
    for (int t = 0; t < times; t++) {
      addRecurrent(t);
      activateGates(t);
      moveState(t);
    }
    int context = net.contextLength();
    for (int t = context; t < times; t++) {
      System.arraycopy(state[t + 1], 0, embeddings, (t - context) * block, block);
    }
  }

  private void repeatBiases(float[] parameters, int from) {
    for (int i = 0; i < Gru.BIASES; i++) {
      for (int at = 0; at < block; at += width) {
        System.arraycopy(parameters, from + i * width, bias[i], at, width);
      }
    }
  }

  /** Products with the state before time t; those of reset and update add to the input's. */
  private void addRecurrent(int t) {
    long at = (long) t * block;
    nativeState.put(state[t], 0, block, at);
    recurrentProduct(at, RESET, nativeGates, RESET * plane + at, 1f);
    recurrentProduct(at, UPDATE, nativeGates, UPDATE * plane + at, 1f);
    recurrentProduct(at, CANDIDATE, nativeRecurrent, 0, 0f);
    nativeGates.get(reset[t], 0, block, RESET * plane + at);
    nativeGates.get(update[t], 0, block, UPDATE * plane + at);
    nativeGates.get(candidate[t], 0, block, CANDIDATE * plane + at);
    nativeRecurrent.get(recurrent[t], 0, block);
  }

  private void recurrentProduct(long at, int gate, Matrix target, long targetAt, float beta) {
    long weights = (long) gate * width * width;
    Matrix.multiply(
        nativeState, at, recurrentWeights, weights, target, targetAt, batch, width, width, beta);
  }

  private void activateGates(int t) {
    sigmoid(reset[t], bias[RESET]);
    sigmoid(update[t], bias[UPDATE]);
  }

  private static void sigmoid(float[] values, float[] bias) {
    for (int i = 0; i < values.length; i++) {
      values[i] = FastMath.sigmoid(values[i] + bias[i]);
    }
  }

  private void moveState(int t) {
    float[] c = bias[RECURRENT];
    float[] b = bias[CANDIDATE];
    float[] r = reset[t];
    float[] z = update[t];
    float[] n = candidate[t];
    float[] u = recurrent[t];
    float[] before = state[t];
    float[] after = state[t + 1];
    for (int i = 0; i < block; i++) {
      float past = u[i] + c[i];
      float value = FastMath.tanh(n[i] + b[i] + r[i] * past);
      u[i] = past;
      n[i] = value;
      after[i] = value + z[i] * (before[i] - value);
    }
  }

  @Override
  public void backward(
      float[] parameters, int offset, float[] embeddingGradient, float[] parameterGradient) {
    int context = net.contextLength();
    Arrays.fill(carried, 0f);
    for (int t = times - 1; t >= 0; t--) {
      if (t >= context) {
        System.arraycopy(embeddingGradient, (t - context) * block, arriving, 0, block);
        add(arriving, carried);
      }
      slopes(t);
      carryBack(t);
    }
    fromItems.backward(nativeSlopes, parameterGradient, offset);
    recurrentWeightGradients(parameterGradient, offset + net.recurrentOffset());
    biasGradients(parameterGradient, offset + net.biasOffset());
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** From the gradient of the state after time t to those before the activations. */
  private void slopes(int t) {
    float[] r = reset[t];
    float[] z = update[t];
    float[] n = candidate[t];
    float[] u = recurrent[t];
    float[] before = state[t];
    float[] dr = slope[RESET];
    float[] dz = slope[UPDATE];
    float[] dn = slope[CANDIDATE];
    float[] du = slope[RECURRENT];
    float[] dh = carried;
    for (int i = 0; i < block; i++) {
      float keep = z[i];
      float value = n[i];
      float gradient = dh[i];
      float inner = gradient * (1 - keep) * (1 - value * value);
      float open = r[i];
      dz[i] = gradient * (before[i] - value) * keep * (1 - keep);
      dr[i] = inner * u[i] * open * (1 - open);
      dn[i] = inner;
      du[i] = inner * open;
      dh[i] = gradient * keep;
    }
  }

  /** Stores the slopes of time t, and completes the gradient of the state before it. */
  private void carryBack(int t) {
    long at = (long) t * block;
    for (int i = 0; i < Gru.BIASES; i++) {
      nativeSlopes.put(slope[i], 0, block, i * plane + at);
    }
    if (t == 0) {
      return;
    }
    nativeCarried.put(carried, 0, block);
    for (int gate = 0; gate < Gru.GATES; gate++) {
      Matrix.multiplyTransposedB(
          nativeSlopes,
          recurrentSlope(gate) * plane + at,
          recurrentWeights,
          (long) gate * width * width,
          nativeCarried,
          0,
          batch,
          width,
          width,
          1f);
    }
    nativeCarried.get(carried, 0, block);
  }

  private void recurrentWeightGradients(float[] gradient, int from) {
    for (int gate = 0; gate < Gru.GATES; gate++) {
      Matrix.multiplyTransposedA(
          nativeState,
          0,
          nativeSlopes,
          recurrentSlope(gate) * plane,
          weightGradient,
          (long) gate * width * width,
          width,
          width,
          times * batch,
          0f);
    }
    weightGradient.get(gradient, from, net.recurrentWeightCount());
  }

  private void biasGradients(float[] gradient, int from) {
    for (int i = 0; i < Gru.BIASES; i++) {
      Matrix.multiplyRow(nativeOnes, nativeSlopes, i * plane, nativeBias, width, times * batch);
      nativeBias.get(gradient, from + i * width, width);
    }
  }

  /** The candidate's recurrent product lies behind the reset gate and has a slope of its own. */
  private static int recurrentSlope(int gate) {
    return gate == CANDIDATE ? RECURRENT : gate;
  }
}
