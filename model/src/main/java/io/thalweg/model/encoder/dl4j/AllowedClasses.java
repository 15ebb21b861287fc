package io.thalweg.model.encoder.dl4j;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a network may consist of. Left out on purpose: output and loss layers (head and objective
 * are the learner's), whatever keeps statistics or draws random numbers while it learns (batch
 * normalisation, dropout, weight noise: a step would depend on more than parameters and batch),
 * regularisation and constraints (the optimizer's), frozen layers, layers that take indices, and
 * all that runs code of its own (lambda, SameDiff and custom layers).
 */
final class AllowedClasses {
  private static final String CONF = "org.deeplearning4j.nn.conf.";
  private static final String WEIGHTS = "org.deeplearning4j.nn.weights.";
  private static final String ACTIVATIONS = "org.nd4j.linalg.activations.impl.Activation";

  /** Layers that carry a state from one time step to the next. */
  static final Set<String> RECURRENT_LAYERS =
      names(CONF + "layers.", List.of("LSTM", "GravesLSTM", "recurrent.SimpleRnn"));

  /** Layers that compute each time step from the input of that step alone. */
  private static final Set<String> POINTWISE_LAYERS =
      names(
          CONF + "layers.",
          List.of("DenseLayer", "ActivationLayer", "misc.ElementWiseMultiplicationLayer"));

  /** Layers that look at several time steps at once. */
  static final Set<String> OTHER_LAYERS =
      names(
          CONF + "layers.",
          List.of(
              "Convolution1DLayer",
              "ConvolutionLayer",
              "Subsampling1DLayer",
              "SubsamplingLayer",
              "GlobalPoolingLayer",
              "recurrent.LastTimeStep",
              "recurrent.Bidirectional"));

  private static final Set<String> VERTICES =
      names(
          CONF + "graph.",
          List.of("LayerVertex", "MergeVertex", "ElementWiseVertex", "ScaleVertex", "ShiftVertex"));

  private static final Set<String> PREPROCESSORS =
      names(
          CONF + "preprocessor.",
          List.of(
              "CnnToFeedForwardPreProcessor",
              "CnnToRnnPreProcessor",
              "FeedForwardToCnnPreProcessor",
              "FeedForwardToRnnPreProcessor",
              "RnnToCnnPreProcessor",
              "RnnToFeedForwardPreProcessor"));

  private static final Set<String> INITIALISERS =
      names(
          WEIGHTS,
          List.of(
              "WeightInitConstant",
              "WeightInitIdentity",
              "WeightInitLecunNormal",
              "WeightInitLecunUniform",
              "WeightInitNormal",
              "WeightInitOnes",
              "WeightInitRelu",
              "WeightInitReluUniform",
              "WeightInitSigmoidUniform",
              "WeightInitUniform",
              "WeightInitXavier",
              "WeightInitXavierLegacy",
              "WeightInitXavierUniform"));

  /** By the end of the name; RReLU is left out, which draws random slopes. */
  private static final Set<String> FUNCTIONS =
      names(
          ACTIVATIONS,
          List.of(
              "Cube",
              "ELU",
              "GELU",
              "HardSigmoid",
              "HardTanH",
              "Identity",
              "LReLU",
              "Mish",
              "RationalTanh",
              "RectifiedTanh",
              "ReLU",
              "ReLU6",
              "SELU",
              "Sigmoid",
              "SoftPlus",
              "SoftSign",
              "Softmax",
              "Swish",
              "TanH"));

  /** What stands in the place of every updater. */
  static final String NO_UPDATER = "org.nd4j.linalg.learning.config.NoOp";

  static final Set<String> ALL = all();

  private AllowedClasses() {}

  private static Set<String> all() {
    Set<String> all = new HashSet<>(Set.of(NO_UPDATER));
    all.addAll(RECURRENT_LAYERS);
    all.addAll(POINTWISE_LAYERS);
    all.addAll(OTHER_LAYERS);
    all.addAll(VERTICES);
    all.addAll(PREPROCESSORS);
    all.addAll(INITIALISERS);
    all.addAll(FUNCTIONS);
    return Set.copyOf(all);
  }

  private static Set<String> names(String prefix, List<String> names) {
    Set<String> full = new HashSet<>();
    names.forEach(name -> full.add(prefix + name));
    return Set.copyOf(full);
  }
}
