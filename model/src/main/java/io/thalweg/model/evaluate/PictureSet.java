package io.thalweg.model.evaluate;

import io.thalweg.model.picture.NaturalOrder;
import io.thalweg.model.picture.PictureShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Labelled pictures of one shape, to learn from and to test on.
 *
 * @param name of its folder
 * @param train in the order in which they are streamed
 * @param classes labels of the training part, in natural order
 */
public record PictureSet(
    String name,
    PictureShape shape,
    List<String> classes,
    List<LabelledPicture> train,
    List<LabelledPicture> test) {
  private static final List<String> ENDINGS = List.of("", ".gz");
  private static final String TRAIN = "train";
  private static final String TEST = "t10k";

  /** Checks that there is something to tell apart and to test. */
  public PictureSet {
    train = List.copyOf(train);
    test = List.copyOf(test);
    classes = List.copyOf(classes);
    if (classes.size() < 2 || test.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has %d pictures of classes %s to train and %d to test: too few"
              .formatted(name, train.size(), classes, test.size()));
    }
  }

  private static PictureSet of(
      String name, List<LabelledPicture> train, List<LabelledPicture> test) {
    List<String> classes =
        train.stream().map(LabelledPicture::label).distinct().sorted(new NaturalOrder()).toList();
    return new PictureSet(name, train.get(0).picture().shape(), classes, train, test);
  }

  /** Whether a folder holds pictures: idx files, or folders of pictures. */
  public static boolean isThere(Path data) throws IOException {
    return idx(data, TRAIN, "images-idx3-ubyte").isPresent() || PictureFolders.isThere(data);
  }

  /**
   * Reads a folder of MNIST's idx files ({@code train-images-idx3-ubyte}, {@code
   * train-labels-idx1-ubyte}, {@code t10k-...}, gzipped or not), or one with a folder of pictures
   * per class.
   *
   * <p>Where there is no test part, one is made: of idx files the last ones, as they are a stream;
   * of folders a random draw of the same share of each class, and the others are streamed in a
   * random order.
   *
   * @param shape what pictures in folders are brought to, given the first one's own shape
   * @param testShare share of the pictures in a test part that has to be made, in (0, 1)
   * @param seed of the draw
   * @throws IOException with one sentence when there is nothing of the kind
   */
  public static PictureSet read(
      Path data, UnaryOperator<PictureShape> shape, double testShare, long seed)
      throws IOException {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException("testShare must be in (0, 1), not " + testShare);
    }
    String name = PictureFolders.name(data);
    if (idx(data, TRAIN, "images-idx3-ubyte").isEmpty()) {
      PictureShape wanted = shape.apply(PictureFolders.firstShape(data));
      return drawn(name, PictureFolders.read(data, wanted), testShare, seed);
    }
    List<LabelledPicture> train = readIdx(data, TRAIN);
    if (idx(data, TEST, "images-idx3-ubyte").isPresent()) {
      return of(name, train, readIdx(data, TEST));
    }
    int first = train.size() - (int) Math.rint(testShare * train.size());
    return of(name, train.subList(0, first), train.subList(first, train.size()));
  }

  private static PictureSet drawn(
      String name, List<LabelledPicture> all, double testShare, long seed) {
    StratifiedSplit<LabelledPicture> split =
        StratifiedSplit.of(all, LabelledPicture::label, testShare, seed);
    return of(name, split.train(), split.test());
  }

  private static List<LabelledPicture> readIdx(Path data, String part) throws IOException {
    var pictures = IdxFile.pictures(require(data, part, "images-idx3-ubyte"));
    var labels = IdxFile.labels(require(data, part, "labels-idx1-ubyte"));
    if (pictures.size() != labels.size() || pictures.isEmpty()) {
      throw new IOException(
          "%s has %d pictures and %d labels of part '%s'"
              .formatted(data, pictures.size(), labels.size(), part));
    }
    List<LabelledPicture> all = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      all.add(new LabelledPicture(pictures.get(i), labels.get(i)));
    }
    return all;
  }

  private static Path require(Path data, String part, String kind) throws IOException {
    return idx(data, part, kind)
        .orElseThrow(() -> new IOException("%s has no %s-%s".formatted(data, part, kind)));
  }

  private static Optional<Path> idx(Path data, String part, String kind) {
    return ENDINGS.stream()
        .map(ending -> data.resolve(part + "-" + kind + ending))
        .filter(Files::exists)
        .findFirst();
  }

  /** The same with the first pictures of the training part alone. */
  public PictureSet first(int pictures) {
    return of(name, train.subList(0, Math.min(pictures, train.size())), test);
  }

  /** Index of each picture's class, -1 for one the training part does not have. */
  int[] labels(List<LabelledPicture> pictures) {
    return pictures.stream().mapToInt(p -> classes.indexOf(p.label())).toArray();
  }
}
