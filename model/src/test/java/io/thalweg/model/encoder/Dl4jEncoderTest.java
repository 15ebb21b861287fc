package io.thalweg.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.encoder.dl4j.Dl4jEncoder;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** What a configuration may be, in a pipeline file or from a topic. */
class Dl4jEncoderTest {
  private static final String DENSE = "org.deeplearning4j.nn.conf.layers.DenseLayer";

  @Test
  void create_configurationOfASpec_isTheNetworkWithItsContext() {
    Encoder encoder =
        Encoders.create(3, new Spec("dl4j", Map.of("configuration", dense(9), "context", 2)));

    assertThat(encoder.contextLength()).isEqualTo(2);
    assertThat(encoder.embeddingSize()).isEqualTo(4);
    assertThat(encoder.parameterCount()).isEqualTo(9 * 4 + 4);
  }

  @Test
  void create_otherNumberOfInputs_followsTheItems() {
    assertThat(new Dl4jEncoder(7, 0, dense(9)).parameterCount()).isEqualTo(7 * 4 + 4);
  }

  @Test
  void create_updaterOfItsOwn_isLeftToTheLearner() {
    String configuration =
        builder().updater(new Adam(1e-3)).list().layer(denseLayer(3)).build().toJson();

    assertThat(new Dl4jEncoder(3, 0, configuration).parameterCount()).isEqualTo(3 * 4 + 4);
  }

  @Test
  void create_lookingBothWays_seesTheWindowAndNotTheFuture() {
    String configuration =
        builder()
            .list()
            .layer(new Bidirectional(Bidirectional.Mode.ADD, new LSTM.Builder().nOut(4).build()))
            .setInputType(InputType.recurrent(3))
            .build()
            .toJson();
    Encoder encoder = new Dl4jEncoder(3, 2, configuration);
    float[] parameters = new float[encoder.parameterCount()];
    encoder.initialise(parameters, 0, new SplittableRandom(1));
    Encoder.Pass pass = encoder.newPass(1, 2);
    pass.forward(parameters, 0);
    float[] before = java.util.Arrays.copyOf(pass.embeddings(), 4);

    pass.input()[9] = 5f; // of the fourth item, the second that is embedded
    pass.forward(parameters, 0);

    assertThat(java.util.Arrays.copyOf(pass.embeddings(), 4)).isEqualTo(before);
    assertThat(java.util.Arrays.copyOfRange(pass.embeddings(), 4, 8)).isNotEqualTo(before);
  }

  @Test
  void create_convolutionOfAnImage_takesTheFlattenedItem() {
    String configuration =
        builder()
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).stride(2, 2).nOut(2).build())
            .layer(new DenseLayer.Builder().nOut(4).build())
            .setInputType(InputType.convolutionalFlat(5, 5, 1))
            .build()
            .toJson();

    // 2 filters of 9 and their biases; 2 x 2 places of 2 channels to 4
    assertThat(new Dl4jEncoder(25, 0, configuration).parameterCount()).isEqualTo(20 + 36);
    assertThatThrownBy(() -> new Dl4jEncoder(26, 0, configuration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the dl4j network does not fit 1 items of 26 values");
  }

  @Test
  void create_outputLayer_isRefusedByName() {
    String configuration =
        builder()
            .list()
            .layer(new OutputLayer.Builder().nIn(3).nOut(2).activation(Activation.SOFTMAX).build())
            .build()
            .toJson();

    assertRefused(
        configuration,
        "a dl4j network must not have org.deeplearning4j.nn.conf.layers.OutputLayer");
  }

  @Test
  void create_batchNormalisationDropoutOrWeightDecay_isRefusedByName() {
    assertRefused(
        builder().list().layer(new BatchNormalization.Builder().nOut(3).build()).build().toJson(),
        "a dl4j network must not have org.deeplearning4j.nn.conf.layers.BatchNormalization");
    assertRefused(
        builder().dropOut(0.5).list().layer(denseLayer(3)).build().toJson(),
        "a dl4j network must not have org.deeplearning4j.nn.conf.dropout.Dropout");
    assertRefused(
        builder().l2(0.1).list().layer(denseLayer(3)).build().toJson(),
        "a dl4j network must not have org.nd4j.linalg.learning.regularization.L2Regularization");
  }

  @Test
  void create_truncatedBackpropagation_isRefused() {
    String configuration =
        builder()
            .list()
            .layer(new LSTM.Builder().nIn(3).nOut(4).build())
            .backpropType(BackpropType.TruncatedBPTT)
            .build()
            .toJson();

    assertRefused(
        configuration, "a dl4j network must have backpropType Standard, not TruncatedBPTT");
  }

  @Test
  void create_classOfTheClassPath_isRefusedWhereverItStands() {
    assertRefused(
        dense(3).replace(DENSE, "javax.script.ScriptEngineManager"),
        "a dl4j network must not have javax.script.ScriptEngineManager");
    assertRefused(
        dense(3).replace("\"layer0\"", "\"com.example.Gadget\""),
        "a dl4j network must not have com.example.Gadget");
    assertRefused(
        dense(3).replace("\"@class\" : \"" + DENSE, "\"@class\" : \"Gadget"),
        "a dl4j network must not have Gadget");
    assertRefused(
        dense(3).replace("\"layerName\"", "\"com.example.Gadget\""),
        "a dl4j network must not have com.example.Gadget");
  }

  @Test
  void create_hugeLayer_isRefusedBeforeItIsMade() {
    assertRefused(
        dense(3).replace("\"nout\" : 4", "\"nout\" : 2000000000"),
        "nout of a dl4j network must be at most 65,536, not 2.0E9");
    assertRefused(
        builder()
            .list()
            .layer(new DenseLayer.Builder().nIn(3).nOut(60_000).build())
            .layer(new DenseLayer.Builder().nIn(60_000).nOut(60_000).build())
            .build()
            .toJson(),
        "a dl4j network must have 1 to 67,108,864 parameters");
  }

  @Test
  void create_noConfiguration_isRefusedInOneSentence() {
    assertRefused("[]", "not a dl4j configuration: no JSON object");
    assertRefused("{}", "not a dl4j configuration: neither confs");
    assertRefused("{\"confs\"", "not a dl4j configuration: Unexpected end-of-input");
    assertRefused(" ".repeat(300_000), "a dl4j configuration has at most 262,144 characters");
    assertRefused(
        "{\"a\":".repeat(100) + "1" + "}".repeat(100),
        "not a dl4j configuration: Document nesting depth");
  }

  private static void assertRefused(String configuration, String message) {
    assertThatThrownBy(() -> new Dl4jEncoder(3, 0, configuration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().activation(Activation.TANH);
  }

  private static DenseLayer denseLayer(int inputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(4).build();
  }

  private static String dense(int inputs) {
    return builder().list().layer(denseLayer(inputs)).build().toJson();
  }
}
