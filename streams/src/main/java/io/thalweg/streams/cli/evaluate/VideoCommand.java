package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.evaluate.InjectedEvents;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.streams.cli.backtest.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code evaluate video}: how well the next frame of a film is expected, and whether what is put
 * into it is noticed.
 */
@Command(
    name = "video",
    mixinStandardHelpOptions = true,
    description = {
      "A folder of frames, streamed once through the pipeline's own learning and serving, as it is,"
          + " and",
      "anew with a block, a freeze, a flash and a clip backwards put into it, at four sets of"
          + " places.",
      "Prints the error of the next frame beside copying the last one, alerts, false alerts and"
          + " frames",
      "a second."
    })
final class VideoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "JPEG, PNG, PGM or PPM files, at least 1200, in the order of their names.")
  private Path data = Path.of("");

  @Option(
      names = "--side",
      defaultValue = "64",
      paramLabel = "PIXELS",
      description = "Frames are scaled to a square of this side, 8 to 256 (default: 64).")
  private int side = 64;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the figures there, too, as JSON.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (side < 8 || side > 256) {
      err.println("--side must be 8 to 256, not %d.".formatted(side));
      return 2;
    }
    try {
      VideoResult result = evaluate(new PictureShape(side, side, PictureShape.GREY), err);
      if (out != null) {
        Files.writeString(out, result.json().toPrettyString() + "\n");
      }
      spec.commandLine().getOut().print(result.text());
      spec.commandLine().getOut().flush();
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      err.println("The evaluation of %s stopped: %s.".formatted(data, e.getMessage()));
      return 1;
    }
  }

  private VideoResult evaluate(PictureShape shape, PrintWriter err) throws IOException {
    Film film = Film.read(data);
    List<Picture> pictures = film.decode(shape);
    PipelinePlan plan = VideoPreset.plan(shape);
    VideoRun quiet = run("frames", pictures, InjectedEvents.none(), plan, err);
    List<VideoRun> disturbed = new ArrayList<>();
    for (int shift = InjectedEvents.FIRST_SHIFT; shift <= InjectedEvents.LAST_SHIFT; shift++) {
      InjectedEvents injected = InjectedEvents.into(film.frames(), shift);
      disturbed.add(run("frames, disturbed", pictures, injected, plan, err));
    }
    Optional<VideoSpeed> speed = Optional.empty();
    if (quiet.newest().isPresent()) {
      speed = Optional.of(VideoSpeed.of(film, shape, plan, quiet.newest().get()));
    }
    return new VideoResult(film.frames(), shape, quiet, disturbed, speed);
  }

  private static VideoRun run(
      String unit,
      List<Picture> pictures,
      InjectedEvents injected,
      PipelinePlan plan,
      PrintWriter err) {
    ProgressBar progress = ProgressBar.onTerminal(err, unit);
    VideoRun run = VideoRun.of(pictures, injected, plan, progress);
    progress.done();
    return run;
  }
}
