package io.thalweg.streams.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thalweg.model.item.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line. What is no UTF-8 becomes U+FFFD: a log that has a stray byte in it is still a log.
 * The end of the line is no part of it.
 */
final class TextBody implements GuardedDecoder.Body {
  private final @Nullable String field;
  private final EventAssembly assembly;

  TextBody(@Nullable String field, EventAssembly assembly) {
    this.field = field;
    this.assembly = assembly;
  }

  @Override
  public void read(byte[] value) throws Rejection, IOException {
    String text = field == null ? new String(value, StandardCharsets.UTF_8) : fieldOf(value, field);
    assembly.content(new Content.Text(text.stripTrailing()));
  }

  private static String fieldOf(byte[] value, String field) throws Rejection, IOException {
    try (JsonParser in = Json.FACTORY.createParser(value)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new Rejection(RejectReason.MALFORMED, "the value is no JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals(field);
        JsonToken token = in.nextToken();
        if (wanted && token == JsonToken.VALUE_STRING) {
          return in.getText();
        }
        in.skipChildren();
      }
      throw new Rejection(
          RejectReason.NO_KNOWN_FIELD, "there is no text in a field '" + field + "'");
    }
  }
}
