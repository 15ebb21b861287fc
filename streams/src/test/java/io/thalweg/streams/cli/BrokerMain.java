package io.thalweg.streams.cli;

import picocli.CommandLine;

/** The broker command as a program of its own, for tests that kill it. */
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new BrokerCommand()).execute(args));
  }
}
