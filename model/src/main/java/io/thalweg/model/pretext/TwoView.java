package io.thalweg.model.pretext;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.objective.PairObjective;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Two-view agreement: of one segment two copies are changed at random in ways that should not
 * matter ({@link Augmentations}); their embeddings, pooled over the positions that are shown and
 * projected, are a pair. The other segments of the batch are what a pair must be told from
 * (InfoNCE) or spread out beside (VICReg).
 *
 * <p>Readings and frames each have augmentations of their own. With {@code frame: [height, width,
 * channels]} items are frames of one value a pixel, and a segment a still picture or a clip, whose
 * frames are all changed alike.
 *
 * <p>Any encoder will do: nothing lies ahead. Missing values are zero for the encoder; an item of
 * which nothing is left is not pooled over.
 *
 * <p>Time: the encoder's for two batches; the projector's rows are one per view. Memory: twice the
 * encoder's working memory and one array of its embeddings' size.
 *
 * <p>Sources: Chen et al. 2020 (SimCLR, arXiv 2002.05709) for the scheme with InfoNCE, Bardes,
 * Ponce and LeCun 2022 (arXiv 2105.04906) with VICReg; random crops and pooling by maximum as in
 * Franceschi, Dieuleveut and Jaggi 2019 (arXiv 1901.10738) and Yue et al. 2022 (arXiv 2106.10466).
 */
final class TwoView implements PairTask {
  private final Optional<PictureShape> frame;
  private final List<Augmentation> augmentations;
  private final Pool pool;
  private final int width;
  private final int layers;

  /**
   * @param frame shape of an item that is a frame, one value per pixel; empty for readings
   * @param augmentations applied in this order, independently to each view
   * @param width floats of the projector's layers, at least 1
   * @param layers of the projector, at least 0
   */
  TwoView(
      Optional<PictureShape> frame,
      List<Augmentation> augmentations,
      Pool pool,
      int width,
      int layers) {
    this.frame = frame;
    this.augmentations = List.copyOf(augmentations);
    this.pool = pool;
    this.width = width;
    this.layers = layers;
  }

  static TwoView of(Spec spec) {
    Optional<PictureShape> frame = frame(spec);
    List<String> known =
        new ArrayList<>(List.of("frame", "pool", "projector.width", "projector.layers"));
    known.addAll(Augmentations.names(frame));
    spec.allow(known.toArray(String[]::new));
    return new TwoView(
        frame,
        Augmentations.of(spec, frame),
        Pool.valueOf(spec.oneOf("pool", "mean", "max", "last").toUpperCase(java.util.Locale.ROOT)),
        spec.integer("projector.width", 64, 1, 8192),
        spec.integer("projector.layers", 2, 0, 8));
  }

  private static Optional<PictureShape> frame(Spec spec) {
    if (!spec.options().containsKey("frame")) {
      return Optional.empty();
    }
    int[] sides = spec.integers("frame", List.of(), 1, 4096);
    if (sides.length != 3) {
      throw new IllegalArgumentException(
          "two-view.frame must be height, width and channels, not %d numbers"
              .formatted(sides.length));
    }
    return Optional.of(new PictureShape(sides[0], sides[1], sides[2]));
  }

  /** Without negatives: segments of one kind are none of each other. */
  @Override
  public Spec usualObjective() {
    return Spec.of("vicreg");
  }

  @Override
  public int itemSize(int fields) {
    return frame.isPresent() ? fields : PairTask.super.itemSize(fields);
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
    frame.ifPresent(shape -> check(shape, encoder.inputSize()));
    return new TwoViewPass(
        encoder, projector(encoder), objective, augmentations, pool, batch, length);
  }

  private static void check(PictureShape shape, int itemSize) {
    if (shape.values() != itemSize) {
      throw new IllegalArgumentException(
          "two-view.frame is %s with %d values, items have %d"
              .formatted(shape, shape.values(), itemSize));
    }
  }
}
