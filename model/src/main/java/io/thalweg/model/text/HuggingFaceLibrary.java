package io.thalweg.model.text;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Loads the native code of the tokenizers library, once, when it is first needed.
 *
 * <p>DJL's own loader is passed by: it looks for a graphics card and, where it finds one, downloads
 * another library; and what it belongs to reports each start to its makers. Nothing of that is on
 * the class path. The library is unpacked from its jar into a folder of its own below {@code
 * java.io.tmpdir}, which is deleted as soon as it is loaded.
 */
final class HuggingFaceLibrary {
  private static final Optional<String> FAILURE =
      load(System.getProperty("os.name"), System.getProperty("os.arch"));

  private HuggingFaceLibrary() {}

  /** Fails with one sentence where the library does not run. */
  static TokenizersLibrary get() {
    FAILURE.ifPresent(
        why -> {
          throw new IllegalStateException(why);
        });
    return TokenizersLibrary.LIB;
  }

  /** Why it cannot be used, or nothing once it can. */
  static Optional<String> load(String system, String processor) {
    ClassLoader loader = HuggingFaceLibrary.class.getClassLoader();
    if (loader == null || loader != TokenizersLibrary.class.getClassLoader()) {
      // Native methods are looked for only in what a class of the same loader has loaded.
      return failure(system, processor, "its jar must be loaded by the loader of Thalweg");
    }
    String name = System.mapLibraryName("tokenizers");
    String resource = "native/lib/%s/cpu/%s".formatted(folder(system, processor), name);
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        return failure(system, processor, "there is no library for it");
      }
      load(in, name);
      return Optional.empty();
    } catch (IOException | UnsatisfiedLinkError e) {
      return failure(system, processor, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> failure(String system, String processor, String why) {
    return Optional.of(
        "the tokenizer huggingface cannot be used on %s %s: %s".formatted(system, processor, why));
  }

  private static String folder(String system, String processor) {
    String family = system.startsWith("Mac") ? "osx" : system.toLowerCase(java.util.Locale.ROOT);
    return family + "-" + (processor.equals("amd64") ? "x86_64" : processor);
  }

  private static void load(InputStream in, String name) throws IOException {
    Path folder = Files.createTempDirectory("thalweg-tokenizers");
    Path file = folder.resolve(name);
    try {
      Files.copy(in, file);
      System.load(file.toAbsolutePath().toString());
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
