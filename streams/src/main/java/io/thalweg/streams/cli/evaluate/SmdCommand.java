package io.thalweg.streams.cli.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.thalweg.streams.cli.backtest.ProgressBar;
import io.thalweg.streams.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate smd}: forecasts and scores on the Server Machine Dataset. */
@Command(
    name = "smd",
    mixinStandardHelpOptions = true,
    description = {
      "The Server Machine Dataset: backtests each machine's train and test part as one stream, and",
      "compares the forecasts on the test part with a linear reference. Writes smd.md, smd.json and",
      "per machine a folder with the backtest's files."
    })
final class SmdCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "A machine's folder (train.txt, test.txt, test_label.txt, or .gz), or one of them.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to; made if missing.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      List<SmdResult> results = evaluate(err);
      String table = SmdResult.table(results);
      ArrayNode figures = JsonNodeFactory.instance.arrayNode();
      results.forEach(result -> figures.add(result.json()));
      Files.writeString(out.resolve("smd.md"), table);
      Files.writeString(out.resolve("smd.json"), figures.toPrettyString() + "\n");
      PrintWriter to = spec.commandLine().getOut();
      to.print(json ? figures.toPrettyString() + "\n" : table);
      to.flush();
      return 0;
    } catch (ConfigurationException e) {
      err.println(e.getMessage());
    } catch (IOException e) {
      err.println(
          "The evaluation of %s stopped: %s (%s)."
              .formatted(data, e.getMessage(), e.getClass().getSimpleName()));
    }
    return 1;
  }

  private List<SmdResult> evaluate(PrintWriter err) throws IOException {
    List<SmdResult> results = new ArrayList<>();
    for (Path folder : SmdMachine.folders(data)) {
      SmdMachine machine = SmdMachine.read(folder);
      ProgressBar progress = ProgressBar.onTerminal(err, "rows of " + machine.name());
      results.add(SmdEvaluation.run(machine, out.resolve(machine.name()), progress));
      progress.done();
    }
    return results;
  }
}
