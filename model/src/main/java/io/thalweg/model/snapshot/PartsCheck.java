package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.pretext.PairTask;
import io.thalweg.model.pretext.PretextTask;
import io.thalweg.model.pretext.TokenIds;
import java.util.OptionalInt;

/** Whether the parts of an {@link Architecture} fit together, each being right by itself. */
final class PartsCheck {
  private PartsCheck() {}

  static void of(Architecture architecture, int length) {
    PretextTask task = architecture.newTask();
    Encoder encoder = architecture.newEncoder();
    if (task.predictsAhead() && !encoder.causal()) {
      throw new IllegalArgumentException(
          "task '%s' needs a causal encoder, this '%s' sees what is to be predicted"
              .formatted(architecture.task().type(), architecture.encoder().type()));
    }
    if (task.contextFree() && !encoder.contextFree()) {
      throw new IllegalArgumentException(
          "task '%s' needs a context-free encoder, this '%s' sees what is to be predicted in the items around"
              .formatted(architecture.task().type(), architecture.encoder().type()));
    }
    items(architecture, task, length);
    encoder(architecture, task.vocabulary(), encoder.vocabulary());
    if (architecture.predicts()) {
      Objective objective = architecture.newObjective();
      objective(architecture, task.vocabulary(), objective.vocabulary());
      architecture.newHead();
    } else {
      architecture.newPairObjective();
    }
    encoder.newPass(1, length); // refuses more positions than it knows
  }

  private static void items(Architecture parts, PretextTask task, int length) {
    int perEvent = parts.itemsPerEvent();
    boolean valuesAlone = task instanceof PairTask || task.itemSize(1) == 1;
    if (parts.pictures().isPresent() && !valuesAlone) {
      throw new IllegalArgumentException(
          "task '%s' takes readings, not pictures".formatted(parts.task().type()));
    }
    if (parts.ofTexts() != task.vocabulary().isPresent()
        && !parts.items().equals(ItemSettings.READINGS)) {
      throw new IllegalArgumentException(
          "task '%s' and items of %s do not fit: texts are token ids, nothing else is"
              .formatted(parts.task().type(), parts.items().type()));
    }
    if (perEvent > 1 && length != perEvent) {
      throw new IllegalArgumentException(
          "a segment must be one picture of %d patches, not %d items".formatted(perEvent, length));
    }
  }

  private static void encoder(Architecture parts, OptionalInt ids, OptionalInt known) {
    if (ids.isEmpty() && known.isPresent()) {
      throw new IllegalArgumentException(
          "task '%s' takes values, encoder '%s' with a vocabulary takes token ids"
              .formatted(parts.task().type(), parts.encoder().type()));
    }
    int needed = ids.orElse(0) + TokenIds.RESERVED;
    if (ids.isPresent() && known.orElse(0) < needed) {
      throw new IllegalArgumentException(
          "task '%s' needs an encoder with a vocabulary of at least %d, its %d ids and %d of its own; that of '%s' is %s"
              .formatted(
                  parts.task().type(),
                  needed,
                  ids.getAsInt(),
                  TokenIds.RESERVED,
                  parts.encoder().type(),
                  shown(known)));
    }
  }

  private static void objective(Architecture parts, OptionalInt ids, OptionalInt told) {
    if (!ids.equals(told)) {
      throw new IllegalArgumentException(
          "task '%s' has a vocabulary of %s, objective '%s' of %s"
              .formatted(parts.task().type(), shown(ids), parts.objective().type(), shown(told)));
    }
  }

  private static String shown(OptionalInt vocabulary) {
    return vocabulary.isPresent() ? Integer.toString(vocabulary.getAsInt()) : "none (values)";
  }
}
