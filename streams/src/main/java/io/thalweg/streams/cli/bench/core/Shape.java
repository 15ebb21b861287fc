package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.encoder.Encoder;
import java.util.List;
import java.util.OptionalInt;

/**
 * One network of the benchmark: how this project and DL4J run it, what the peer is to run, and
 * which matrix products a step needs. All learn by Adam from random targets.
 */
interface Shape {

  /** One word, for the JSON and for the peer. */
  String name();

  /** The network, its sizes and the batch, for people. */
  String title();

  /** What the other libraries' networks do otherwise, in one sentence. */
  String differences();

  /** The network. */
  Encoder encoder();

  /** Items to compute with. */
  default float[] items(int floats, long seed) {
    return Values.gaussian(floats, seed);
  }

  /** Sequences per step. */
  int batch();

  /** Embeddings per sequence and step. */
  int length();

  /**
   * Number of ids of which a linear head predicts one from every embedding, by softmax
   * cross-entropy; empty where embeddings learn from the mean squared error themselves.
   */
  default OptionalInt vocabulary() {
    return OptionalInt.empty();
  }

  /**
   * The products of forward, gradient of weights and gradient of inputs, in the largest pieces in
   * which they can be done, however the encoder cuts them. The items themselves need no gradient.
   */
  List<Product> products();

  /** DL4J's network of the same sizes. */
  Dl4jNetwork dl4j();

  /** Sizes for the peer, in the order its network of this name takes them. */
  List<Integer> peerSizes();
}
