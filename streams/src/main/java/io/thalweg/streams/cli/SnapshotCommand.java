package io.thalweg.streams.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snapshot}: the group of commands about the versions on a pipeline's model topic. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = "Looks at the versions on a pipeline's model topic, checks them, pins one.",
    subcommands = {
      SnapshotListCommand.class,
      SnapshotShowCommand.class,
      SnapshotVerifyCommand.class,
      SnapshotPinCommand.class,
      SnapshotUnpinCommand.class,
      SnapshotExportCommand.class
    })
final class SnapshotCommand implements Runnable {
  private final Connector connector;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Works with configured clusters; starts nothing. */
  SnapshotCommand() {
    this(Connector.configured());
  }

  /** The connector decides what happens when the pipeline names no cluster. */
  SnapshotCommand(Connector connector) {
    this.connector = connector;
  }

  Connector connector() {
    return connector;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "snapshot needs a command: list, show, verify, pin, unpin or export.");
  }
}
