package io.thalweg.model.pretext;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.objective.PairObjective;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Two-view agreement: of one segment two copies are changed at random in ways that should not
 * matter ({@link Augmentations}); their embeddings, pooled over the positions that are shown and
 * projected, are a pair. The other segments of the batch are what a pair must be told from
 * (InfoNCE) or spread out beside (VICReg).
 *
 * <p>Readings, frames and tokens each have augmentations of their own. With {@code frame: [height,
 * width, channels]} items are frames of one value a pixel, and a segment a still picture or a clip,
 * whose frames are all changed alike. With {@code vocabulary} they are token ids, and a segment a
 * line of them: the encoder takes them moved up, {@link TokenIds#NOTHING} where there is none.
 *
 * <p>Any encoder will do: nothing lies ahead. Missing values are zero for the encoder; an item of
 * which nothing is left, or a token that is masked, is not pooled over.
 *
 * <p>Time: the encoder's for two batches; the projector's rows are one per view. Memory: twice the
 * encoder's working memory and one array of its embeddings' size.
 *
 * <p>Sources: Chen et al. 2020 (SimCLR, arXiv 2002.05709) for the scheme with InfoNCE, Bardes,
 * Ponce and LeCun 2022 (arXiv 2105.04906) with VICReg; random crops and pooling by maximum as in
 * Franceschi, Dieuleveut and Jaggi 2019 (arXiv 1901.10738) and Yue et al. 2022 (arXiv 2106.10466).
 * Of sentences, Gao, Yao and Chen 2021 (SimCSE, arXiv 2104.08821); we deviate in that a view is
 * made by changing what is shown, where there it is by dropout within the encoder.
 */
final class TwoView implements PairTask {
  private final ViewItems items;
  private final List<Augmentation> augmentations;
  private final Pool pool;
  private final int width;
  private final int layers;

  /**
   * @param items what they are
   * @param augmentations applied in this order, independently to each view
   * @param width floats of the projector's layers, at least 1
   * @param layers of the projector, at least 0
   */
  TwoView(ViewItems items, List<Augmentation> augmentations, Pool pool, int width, int layers) {
    this.items = items;
    this.augmentations = List.copyOf(augmentations);
    this.pool = pool;
    this.width = width;
    this.layers = layers;
  }

  static TwoView of(Spec spec) {
    ViewItems items = items(spec);
    List<String> known =
        new ArrayList<>(
            List.of("frame", "vocabulary", "pool", "projector.width", "projector.layers"));
    known.addAll(Augmentations.names(items));
    spec.allow(known.toArray(String[]::new));
    return new TwoView(
        items,
        Augmentations.of(spec, items),
        Pool.valueOf(spec.oneOf("pool", "mean", "max", "last").toUpperCase(java.util.Locale.ROOT)),
        spec.integer("projector.width", 64, 1, 8192),
        spec.integer("projector.layers", 2, 0, 8));
  }

  private static ViewItems items(Spec spec) {
    if (spec.options().containsKey("vocabulary")) {
      if (spec.options().containsKey("frame")) {
        throw new IllegalArgumentException(
            "two-view.frame means nothing beside two-view.vocabulary: tokens are no pixels");
      }
      return new ViewItems.Tokens(TokenIds.vocabulary(spec));
    }
    return spec.options().containsKey("frame")
        ? new ViewItems.Frames(frame(spec))
        : new ViewItems.Readings();
  }

  private static PictureShape frame(Spec spec) {
    int[] sides = spec.integers("frame", List.of(), 1, 4096);
    if (sides.length != 3) {
      throw new IllegalArgumentException(
          "two-view.frame must be height, width and channels, not %d numbers"
              .formatted(sides.length));
    }
    return new PictureShape(sides[0], sides[1], sides[2]);
  }

  /** Without negatives: segments of one kind are none of each other. */
  @Override
  public Spec usualObjective() {
    return Spec.of("vicreg");
  }

  @Override
  public int itemSize(int fields) {
    return items.itemSize(fields);
  }

  @Override
  public OptionalInt vocabulary() {
    return items.vocabulary();
  }

  @Override
  public void show(float[] values, int at, float[] input) {
    if (items instanceof ViewItems.Tokens) {
      input[0] = TokenIds.shown(values[at]);
    } else {
      PairTask.super.show(values, at, input);
    }
  }

  @Override
  public boolean predictsAhead() {
    return false;
  }

  private Projector projector(Encoder encoder) {
    return new Projector(encoder.embeddingSize(), width, layers);
  }

  @Override
  public int headSize(Encoder encoder) {
    return projector(encoder).parameterCount();
  }

  @Override
  public void initialiseHead(
      Encoder encoder, float[] parameters, int offset, SplittableRandom random) {
    projector(encoder).initialise(parameters, offset, random);
  }

  /** Nothing of it depends on the encoder's inputs. */
  @Override
  public int[] headOrigins(Encoder encoder, int[] inputs, int olderInputSize) {
    return IntStream.range(0, headSize(encoder)).toArray();
  }

  @Override
  public Pass newPass(Encoder encoder, PairObjective objective, int batch, int length) {
    items.check(encoder.inputSize());
    return new TwoViewPass(
        encoder, projector(encoder), objective, items, augmentations, pool, batch, length);
  }
}
