package io.thalweg.model.encoder;

import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A network that turns every item of a sequence into an embedding: a {@link #causal()} one of all
 * it has seen up to and including that item, any other of the whole sequence.
 *
 * <p>An encoder is an immutable description; its weights are a slice of one flat vector owned by
 * the caller ({@code parameters}, from {@code offset}, {@link #parameterCount()} floats), and its
 * working memory is in a {@link Pass} (learning, many sequences at once) or a {@link Stepper}
 * (serving, one item at a time). Both forms compute the same function: stepping through a sequence
 * equals encoding it at once given the same left context. {@code EncoderContract} in the tests
 * holds every encoder to it.
 *
 * <p>Thread-safe; passes and steppers are not.
 */
public interface Encoder {

  /** Floats of one item. */
  int inputSize();

  /** Floats of one embedding. */
  int embeddingSize();

  /**
   * Items of left context a {@link Pass} takes before the first item whose embedding it returns.
   * Items before the beginning of a sequence are zeros.
   */
  int contextLength();

  /**
   * Whether an embedding depends on nothing that comes after its item. An encoder that is not
   * causal serves tasks that hide what they ask for (masked items, tokens, patches); it has no
   * context and no {@link Stepper} of its own, and a task that predicts what comes next must refuse
   * it.
   *
   * <p>A question and not a type of its own, because one and the same network is either, by an
   * option of the pipeline file: the check is made when that is read, and a type would only turn it
   * into a cast.
   */
  default boolean causal() {
    return true;
  }

  /**
   * Whether an embedding depends on its own item alone: no context, no state, {@link #causal()}.
   * What tasks need that show at one item what they ask of another.
   */
  default boolean contextFree() {
    return false;
  }

  /** Ids it knows, where its items are token ids; empty where they are values. */
  default OptionalInt vocabulary() {
    return OptionalInt.empty();
  }

  /**
   * What predicts from its embeddings: linear, but for encoders that have a mirror to decode with,
   * or whose embeddings are scored as they are.
   *
   * @param outputs floats of a prediction, at least 1
   */
  default Head head(int outputs) {
    return new LinearHead(embeddingSize(), outputs);
  }

  /** Floats in the flat parameter vector. */
  int parameterCount();

  /** Writes starting weights; the same random state gives the same weights. */
  void initialise(float[] parameters, int offset, SplittableRandom random);

  /**
   * Where each parameter lies in the same encoder made for other inputs, so that what is known of
   * inputs both have can be carried over. An input that is new has none; with the parameters of the
   * others carried over and the new input at zero, both compute the same embeddings.
   *
   * @param inputs {@code [inputSize]}: index of each input among the older ones, below zero where
   *     it is new
   * @param olderInputSize {@link #inputSize} of the other encoder, all else being equal
   * @return {@code [parameterCount]}: indices into the older encoder's slice, below zero for the
   *     weights of new inputs
   */
  int[] origins(int[] inputs, int olderInputSize);

  /**
   * Working memory for {@code batch} sequences of {@code length} items (and their context).
   *
   * @param batch number of sequences, at least 1
   * @param length items per sequence for which an embedding is wanted, at least 1
   */
  Pass newPass(int batch, int length);

  /**
   * Working memory for serving with these weights, which are copied.
   *
   * @throws UnsupportedOperationException if the encoder is not {@link #causal()}
   */
  Stepper newStepper(float[] parameters, int offset);

  /**
   * The same for any encoder: one that is not {@link #causal()} encodes its last {@code window}
   * items anew at each step.
   *
   * @param window items of a sequence in learning, at least 1; a causal encoder has no use for it
   */
  default Stepper newStepper(float[] parameters, int offset, int window) {
    return causal()
        ? newStepper(parameters, offset)
        : new WindowStepper(this, parameters, offset, window);
  }

  /**
   * Forward and backward over a batch. Arrays are <em>time-major</em>: {@code [time, batch,
   * feature]}, so that a shift in time is a shift by whole rows of all sequences.
   */
  interface Pass {

    /** To be filled before {@link #forward}: {@code [context + length, batch, input]}. */
    float[] input();

    /** Result of {@link #forward}: {@code [length, batch, embedding]}. */
    float[] embeddings();

    /** Computes {@link #embeddings()} from {@link #input()}, which is left untouched. */
    void forward(float[] parameters, int offset);

    /**
     * Adds to nothing, overwrites: writes the gradient of the parameters into {@code
     * gradient[offset ..]}.
     *
     * @param embeddingGradient {@code [length, batch, embedding]}; untouched
     */
    void backward(float[] parameters, int offset, float[] embeddingGradient, float[] gradient);
  }

  /** One item at a time, for one set of weights and any number of sequences. */
  interface Stepper {

    /** Floats of the state a sequence carries from item to item. */
    int stateSize();

    /**
     * State of a sequence of which nothing has been seen: as if {@link Encoder#contextLength()}
     * zero items had come.
     */
    void reset(float[] state);

    /**
     * Takes one item.
     *
     * @param state {@code [stateSize]}, updated
     * @param item {@code [inputSize]}, untouched
     * @param embedding {@code [embeddingSize]}, written
     */
    void step(float[] state, float[] item, float[] embedding);
  }
}
