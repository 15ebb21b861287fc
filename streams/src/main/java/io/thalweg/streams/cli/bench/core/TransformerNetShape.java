package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.encoder.Transformer;
import io.thalweg.model.encoder.TransformerInput;
import io.thalweg.model.encoder.TransformerShape;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A causal Transformer of tokens that predicts the next one through an untied linear head. */
final class TransformerNetShape implements Shape {
  private static final int VOCABULARY = 256;
  private static final int WIDTH = 128;
  private static final int LAYERS = 2;
  private static final int HEADS = 4;
  private static final int FEED_FORWARD = 256;
  private static final int TIMES = 64;
  private static final int BATCH = 16;

  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public String title() {
    return "Transformer 2 x 128, 4 heads, T 64, batch 16, 256 ids";
  }

  @Override
  public String differences() {
    return "Thalweg has rotary positions, libtorch learned ones; the step has a head over the ids"
        + " on all sides, the serving step ends at the embedding. DL4J has neither"
        + " embeddings, causal masks, norms nor residuals here: its self-attention and two"
        + " dense layers per block.";
  }

  @Override
  public float[] items(int floats, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] ids = new float[floats];
    for (int i = 0; i < floats; i++) {
      ids[i] = random.nextInt(VOCABULARY);
    }
    return ids;
  }

  @Override
  public Encoder encoder() {
    return Transformer.causal(
        new TransformerInput.Tokens(VOCABULARY),
        new TransformerShape(LAYERS, WIDTH, HEADS, FEED_FORWARD),
        0,
        TIMES);
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public int length() {
    return TIMES;
  }

  @Override
  public OptionalInt vocabulary() {
    return OptionalInt.of(VOCABULARY);
  }

  @Override
  public List<Product> products() {
    int rows = TIMES * BATCH;
    int head = WIDTH / HEADS;
    int heads = LAYERS * BATCH * HEADS;
    return List.of(
        Product.forward(rows, WIDTH, VOCABULARY, 1),
        Product.weightGradient(rows, WIDTH, VOCABULARY, 1),
        Product.inputGradient(rows, WIDTH, VOCABULARY, 1),
        Product.forward(rows, WIDTH, 3 * WIDTH, LAYERS),
        Product.weightGradient(rows, WIDTH, 3 * WIDTH, LAYERS),
        Product.inputGradient(rows, WIDTH, 3 * WIDTH, LAYERS),
        Product.forward(rows, WIDTH, WIDTH, LAYERS),
        Product.weightGradient(rows, WIDTH, WIDTH, LAYERS),
        Product.inputGradient(rows, WIDTH, WIDTH, LAYERS),
        Product.forward(rows, WIDTH, FEED_FORWARD, LAYERS),
        Product.weightGradient(rows, WIDTH, FEED_FORWARD, LAYERS),
        Product.inputGradient(rows, WIDTH, FEED_FORWARD, LAYERS),
        Product.forward(rows, FEED_FORWARD, WIDTH, LAYERS),
        Product.weightGradient(rows, FEED_FORWARD, WIDTH, LAYERS),
        Product.inputGradient(rows, FEED_FORWARD, WIDTH, LAYERS),
        // Queries by keys, and the gradient by what was seen; each head of each sequence.
        new Product(Product.Form.TRANSPOSED_B, TIMES, TIMES, head, 2 * heads),
        // Attention by values, and the gradients of queries.
        new Product(Product.Form.PLAIN, TIMES, head, TIMES, 2 * heads),
        // Gradients of keys and values.
        new Product(Product.Form.TRANSPOSED_A, TIMES, head, TIMES, 2 * heads));
  }

  @Override
  public Dl4jNetwork dl4j() {
    Layer[] layers = new Layer[3 * LAYERS + 1];
    for (int i = 0; i < LAYERS; i++) {
      layers[3 * i] =
          new SelfAttentionLayer.Builder()
              .nIn(WIDTH)
              .nOut(WIDTH)
              .nHeads(HEADS)
              .headSize(WIDTH / HEADS)
              .projectInput(true)
              .build();
      layers[3 * i + 1] = dense(WIDTH, FEED_FORWARD, Activation.GELU);
      layers[3 * i + 2] = dense(FEED_FORWARD, WIDTH, Activation.IDENTITY);
    }
    layers[3 * LAYERS] =
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nIn(WIDTH)
            .nOut(VOCABULARY)
            .dataFormat(RNNFormat.NCW)
            .activation(Activation.SOFTMAX)
            .build();
    return new Dl4jNetwork(
        List.of(layers),
        new int[] {BATCH, WIDTH, TIMES},
        new int[] {BATCH, VOCABULARY, TIMES},
        new int[] {1, WIDTH, TIMES},
        Dl4jNetwork.Serving.WHOLE_CONTEXT);
  }

  private static Layer dense(int in, int out, Activation activation) {
    return new Convolution1DLayer.Builder(1).nIn(in).nOut(out).activation(activation).build();
  }

  @Override
  public List<Integer> peerSizes() {
    return List.of(VOCABULARY, WIDTH, LAYERS, HEADS, FEED_FORWARD, TIMES, BATCH);
  }
}
