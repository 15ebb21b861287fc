package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.encoder.Bag;
import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two views of lines of tokens, which are embedded each by itself. */
final class TwoViewTokensTest extends TwoViewTest {
  private static final int IDS = 10;

  @Override
  ViewItems items() {
    return new ViewItems.Tokens(IDS);
  }

  @Override
  List<Augmentation> augmentations() {
    return List.of(new DropTokens(0.3), new MaskTokens(0.3));
  }

  @Override
  Encoder encoder() {
    return new Bag(1, IDS + TokenIds.RESERVED, CHANNELS);
  }

  /** The first token of each is the last of the vocabulary; one line ends early. */
  @Override
  Segment[] segments(int context) {
    SplittableRandom random = new SplittableRandom(7);
    Segment[] segments = new Segment[BATCH];
    for (int b = 0; b < BATCH; b++) {
      float[] items = new float[context + LENGTH];
      for (int t = 0; t < items.length; t++) {
        items[t] = t == context ? IDS - 1 : random.nextInt(IDS);
      }
      segments[b] = segment("e" + b, context, items);
    }
    segments[1].items()[context + LENGTH - 1] = Float.NaN;
    segments[1].items()[context + LENGTH - 2] = Float.NaN;
    return segments;
  }

  /** Rows of the table: an id in a view is moved up already. */
  @Override
  double[][] slowEncode(double[] parameters, View view) {
    double[][] embeddings = new double[LENGTH][CHANNELS];
    for (int t = 0; t < LENGTH; t++) {
      float id = view.items()[view.context() + t];
      if (!Float.isNaN(id)) {
        System.arraycopy(parameters, (int) id * CHANNELS, embeddings[t], 0, CHANNELS);
      }
    }
    return embeddings;
  }

  @Override
  boolean isShown(View view, int position) {
    return view.items()[view.context() + position] >= TokenIds.RESERVED;
  }

  /** A token is one input that cannot be taken apart. */
  @Test
  @Override
  void headOrigins_fieldsMovedAndAdded_carriedOverLossIsTheSame() {
    assertThatThrownBy(() -> task().newPass(encoder(6), objective(), BATCH, LENGTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an item of tokens is one id, it cannot have 6 fields");
  }

  @Test
  void show_token_isMovedUp_andNothingIsNothing() {
    PretextTask task = PretextTasks.create(new Spec("two-view", Map.of("vocabulary", 300)));
    float[] items = {299, Float.NaN};
    float[] input = new float[1];

    assertThat(task.vocabulary()).hasValue(300);
    assertThat(task.itemSize(1)).isEqualTo(1);
    task.show(items, 0, input);
    assertThat(input).as("not clamped as values are").containsExactly(301);
    task.show(items, 1, input);
    assertThat(input).containsExactly(TokenIds.NOTHING);
  }

  @Test
  void create_changesOfValues_areRefusedForTokens_andTheOtherWayRound() {
    assertThatThrownBy(() -> create(Map.of("vocabulary", IDS, "jitter", 0.1)))
        .hasMessageContaining("two-view has no option 'jitter'; it has [")
        .hasMessageContaining("token.dropout, token.masking");
    assertThatThrownBy(() -> create(Map.of("token.masking", 0.1)))
        .hasMessageContaining("two-view has no option 'token.masking'; it has [crop, ");
    assertThatThrownBy(() -> create(Map.of("frame", List.of(2, 2, 1), "token.dropout", 0.1)))
        .hasMessageContaining("two-view has no option 'token.dropout'; it has [brightness, ");
  }

  @Test
  void create_tokensThatAreFrames_areRefused() {
    assertThatThrownBy(() -> create(Map.of("vocabulary", IDS, "frame", List.of(2, 2, 1))))
        .hasMessage(
            "two-view.frame means nothing beside two-view.vocabulary: tokens are no pixels");
  }

  private static TwoView create(Map<String, Object> options) {
    return TwoView.of(new Spec("two-view", options));
  }
}
