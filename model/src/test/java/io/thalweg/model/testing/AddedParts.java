package io.thalweg.model.testing;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.encoder.EncoderProvider;
import io.thalweg.model.encoder.Gru;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.objective.ObjectiveProvider;
import io.thalweg.model.objective.SameDiffObjective;
import io.thalweg.model.optim.Adam;
import io.thalweg.model.optim.Decay;
import io.thalweg.model.optim.Optimizer;
import io.thalweg.model.optim.OptimizerProvider;
import io.thalweg.model.optim.Schedule;
import io.thalweg.model.pretext.NextItem;
import io.thalweg.model.pretext.PretextTask;
import io.thalweg.model.pretext.PretextTaskProvider;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.text.Token;
import io.thalweg.model.text.TokenizedLine;
import io.thalweg.model.text.Tokenizer;
import io.thalweg.model.text.TokenizerProvider;
import java.util.List;

/** Parts as a jar on the class path would add them; {@code META-INF/services} lists them. */
public final class AddedParts {
  private AddedParts() {}

  /** A recurrent network under another name. */
  public static final class AnEncoder implements EncoderProvider {
    @Override
    public String type() {
      return "added-encoder";
    }

    @Override
    public Encoder create(int inputSize, Spec spec) {
      spec.allow("hidden");
      return new Gru(inputSize, spec.integer("hidden", 8, 1, 64), 4);
    }
  }

  /** The next item, without an autoregression. */
  public static final class ATask implements PretextTaskProvider {
    @Override
    public String type() {
      return "added-task";
    }

    @Override
    public PretextTask create(Spec spec) {
      spec.allow();
      return new NextItem(0);
    }
  }

  /** Squared error, written in SameDiff. */
  public static final class AnObjective implements ObjectiveProvider {
    @Override
    public String type() {
      return "added-objective";
    }

    @Override
    public Objective create(int targetSize, Spec spec) {
      spec.allow();
      return new SameDiffObjective(
          targetSize,
          targetSize,
          (graph, prediction, target, present) -> graph.math().square(prediction.sub(target)));
    }
  }

  /** Adam at a constant rate. */
  public static final class AnOptimizer implements OptimizerProvider {
    @Override
    public String type() {
      return "added-optimizer";
    }

    @Override
    public Optimizer create(int size, int weights, Spec spec) {
      spec.allow("rate");
      return new Adam(size, Schedule.constant(spec.number("rate", 1e-3, 0, 1)), 0.99, Decay.NONE);
    }
  }

  /** The whole line is the token. */
  public static final class ATokenizer implements TokenizerProvider {
    @Override
    public String type() {
      return "added-tokenizer";
    }

    @Override
    public Tokenizer create(Spec spec) {
      spec.allow();
      return line -> new TokenizedLine(line, List.of(new Token(line, 0, line.length())), true);
    }
  }
}
