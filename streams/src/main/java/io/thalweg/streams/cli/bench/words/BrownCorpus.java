package io.thalweg.streams.cli.bench.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Brown corpus as NLTK packs it: 500 files, a sentence a line, each word with its part of
 * speech behind the last slash, which is dropped. Punctuation stays, words become lower case.
 */
final class BrownCorpus {
  static final String FILE = "brown.zip";
  private static final Pattern TEXT = Pattern.compile("brown/c[a-r]\\d\\d");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private BrownCorpus() {}

  /**
   * @param folder holds {@value #FILE}
   */
  static Corpus read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "--data is %s, but there is no %s in it.".formatted(folder, FILE));
    }
    List<List<String>> sentences = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream()
              .filter(entry -> TEXT.matcher(entry.getName()).matches())
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        read(zip, entry, sentences);
      }
    }
    return new Corpus("Brown corpus", sentences);
  }

  private static void read(ZipFile zip, ZipEntry entry, List<List<String>> sentences)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          sentences.add(BLANKS.splitAsStream(line.strip()).map(BrownCorpus::withoutTag).toList());
        }
      }
    }
  }

  private static String withoutTag(String tagged) {
    int slash = tagged.lastIndexOf('/');
    return (slash > 0 ? tagged.substring(0, slash) : tagged).toLowerCase(Locale.ROOT);
  }
}
