package io.thalweg.model.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A {@code tokenizer.json} of at most 32 MiB: where it is read, how it travels, how it is known.
 *
 * <p>It is known by the SHA-256 of the file as it lies there, so that {@code sha256sum} says the
 * same; what it is packed into may differ from one Java to the next.
 */
final class HuggingFaceFile {
  private static final int MOST_BYTES = 32 << 20;
  private static final int DIGITS = 16;

  private HuggingFaceFile() {}

  static byte[] read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("huggingface.file: there is no file " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return limited(in, file.toString());
    } catch (IOException e) {
      throw new IllegalArgumentException("huggingface.file: %s cannot be read".formatted(file), e);
    }
  }

  private static byte[] limited(InputStream in, String what) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("%s is larger than 32 MiB".formatted(what));
    }
    return bytes;
  }

  static byte[] packed(byte[] json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length / 2);
    // Its header holds neither a time nor a name.
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] unpacked(byte[] definition) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(definition))) {
      return limited(in, "the tokenizer.json of a definition");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the definition of a tokenizer huggingface is no packed tokenizer.json", e);
    }
  }

  /** The first 16 digits of the SHA-256, in lower case. */
  static String sha256(byte[] json) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String text(byte[] json) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the tokenizer.json is no UTF-8", e);
    }
  }
}
