package io.thalweg.model.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code tokenizer.json} names: the pieces of its model by id, and its added tokens.
 *
 * <p>Read without the library, which tells none of it. A model that drops merges by chance is
 * refused, since the same line would have other tokens each time.
 */
final class HuggingFacePieces {

  /** Ids are not believed beyond it; a learner makes rows of them. */
  static final int MOST_IDS = 1 << 20;

  private static final int LONGEST_TEXT = 4 << 20;
  private static final int LONGEST_NAME = 1 << 16;
  private static final int DEEPEST = 64;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .build())
          // A vocabulary's names are not those of one schema.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  /**
   * A token's name.
   *
   * @param id 0 or more
   * @param text may be empty
   */
  record Piece(int id, String text) {}

  /** Those of the model. */
  final List<Piece> model = new ArrayList<>();

  /** Those beside it. */
  final List<Piece> added = new ArrayList<>();

  private HuggingFacePieces() {}

  static HuggingFacePieces read(String json) {
    HuggingFacePieces pieces = new HuggingFacePieces();
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("the tokenizer.json is no JSON object");
      }
      pieces.readAll(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("the tokenizer.json is no JSON", e);
    }
    if (pieces.model.isEmpty()) {
      throw new IllegalArgumentException("the tokenizer.json has no model.vocab");
    }
    return pieces;
  }

  private void readAll(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("model") && value == JsonToken.START_OBJECT) {
        readModel(in);
      } else if (name.equals("added_tokens") && value == JsonToken.START_ARRAY) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
          readAdded(in);
        }
      } else {
        in.skipChildren();
      }
    }
  }

  private void readModel(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("vocab") && value == JsonToken.START_OBJECT) {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String text = in.currentName();
          in.nextToken();
          add(model, id(in), text);
        }
      } else if (name.equals("vocab") && value == JsonToken.START_ARRAY) {
        while (in.nextToken() == JsonToken.START_ARRAY) {
          readScored(in);
        }
      } else if (name.equals("dropout") && value.isNumeric() && in.getDoubleValue() > 0) {
        throw new IllegalArgumentException(
            "the tokenizer.json has a dropout of %s: the same line must have the same tokens"
                .formatted(in.getDoubleValue()));
      } else {
        in.skipChildren();
      }
    }
  }

  /** {@code [piece, score]}: its id is its place. */
  private void readScored(JsonParser in) throws IOException {
    in.nextToken();
    add(model, model.size(), in.getText());
    while (in.nextToken() != JsonToken.END_ARRAY && in.hasCurrentToken()) {
      in.skipChildren();
    }
  }

  private void readAdded(JsonParser in) throws IOException {
    int id = -1;
    String text = "";
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      if (name.equals("id")) {
        id = id(in);
      } else if (name.equals("content")) {
        text = in.getText();
      } else {
        in.skipChildren();
      }
    }
    if (id >= 0) {
      add(added, id, text);
    }
  }

  private static int id(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new IllegalArgumentException("the tokenizer.json has an id that is no whole number");
    }
    long id = in.getLongValue();
    if (id < 0) {
      throw tooMany(id);
    }
    return (int) Math.min(id, MOST_IDS);
  }

  private static void add(List<Piece> to, int id, String text) {
    if (id >= MOST_IDS) {
      throw tooMany(id);
    }
    to.add(new Piece(id, text));
  }

  private static IllegalArgumentException tooMany(long id) {
    return new IllegalArgumentException(
        "the tokenizer.json has the id %d, allowed is 0 to %d".formatted(id, MOST_IDS - 1));
  }
}
