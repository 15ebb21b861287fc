package io.thalweg.streams.store;

import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.streams.config.ConfigurationException;

/**
 * The settings that cannot change under a learner's state: they decide what its weights mean, or
 * the size of the segments it remembers. Stored beside the state, since the number of weights alone
 * does not tell one network from another. The fields are not among them.
 *
 * @param items {@code modality} as text, where it says what items are, options sorted
 * @param encoder {@code learning.encoder} as text, options sorted
 * @param task {@code learning.task} likewise
 * @param objective {@code learning.objective} likewise
 * @param segment {@code learning.segment} as text
 */
public record LearnerShape(
    String items, String encoder, String task, String objective, String segment) {

  /** The shape of a learner. */
  public static LearnerShape of(LearnerSettings settings) {
    Architecture architecture = settings.architecture();
    return new LearnerShape(
        text(architecture.items()),
        text(architecture.encoder()),
        text(architecture.task()),
        text(architecture.objective()),
        Integer.toString(settings.length()));
  }

  private static String text(Spec spec) {
    return spec.options().isEmpty() ? spec.type() : spec.type() + " " + spec.options();
  }

  /**
   * Refuses to go on from a state of another shape.
   *
   * @throws ConfigurationException that names the first setting that differs
   */
  void checkSameAs(LearnerShape made) {
    check("modality", items, made.items);
    check("learning.encoder", encoder, made.encoder);
    check("learning.task", task, made.task);
    check("learning.objective", objective, made.objective);
    check("learning.segment", segment, made.segment);
  }

  private static void check(String key, String configured, String made) {
    if (!configured.equals(made)) {
      throw new ConfigurationException(
          ("%s is '%s', allowed is '%s', with which this pipeline has learned: change it back, or"
                  + " choose a new pipeline name.")
              .formatted(key, configured, made));
    }
  }

  byte[] toBytes() {
    return new StateWriter(256)
        .writeString(items)
        .writeString(encoder)
        .writeString(task)
        .writeString(objective)
        .writeString(segment)
        .toByteArray();
  }

  static LearnerShape readFrom(StateReader in) {
    return new LearnerShape(
        in.readString(), in.readString(), in.readString(), in.readString(), in.readString());
  }
}
