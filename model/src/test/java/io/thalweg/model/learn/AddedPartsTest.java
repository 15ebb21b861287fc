package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.LearnInput;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.AddedParts;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A learner all of whose parts come from {@link AddedParts}, named as in a pipeline file. */
final class AddedPartsTest {
  private static final Spec ADDED = new Spec("added-optimizer", Map.of("rate", 3e-3));

  @Test
  void learner_ofPartsThatAJarAdds_learns() {
    Architecture architecture =
        new Architecture(
            SineStream.ITEMS.itemSize(),
            Spec.of("added-encoder"),
            Spec.of("added-task"),
            Spec.of("added-objective"));
    LearnerSettings settings = Pipelines.learner(architecture, ADDED, ReplayPolicy.FIFO, 0, 1);
    List<LearnInput> inputs =
        Pipelines.inputs(settings, new SineStream(3, 3, 0).readings(6_000), 500);

    List<LearnEffect.Report> reports =
        Learners.reports(Learners.fold(new Learner(settings), inputs));

    LearnEffect.Report last = reports.get(reports.size() - 1);
    assertThat(last.persistenceHuber()).isGreaterThan(0.2);
    assertThat(last.huber()).isLessThan(0.2 * last.persistenceHuber());
  }
}
