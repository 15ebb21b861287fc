package io.thalweg.streams.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What went wrong, in one sentence on the error stream; the stack trace goes to the log. */
final class OneSentence implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(OneSentence.class);
  private static final int FAILED = 1;

  @Override
  public int handleExecutionException(
      Exception error, CommandLine commandLine, ParseResult parseResult) {
    LOG.warn("{} failed.", commandLine.getCommandName(), error);
    commandLine.getErr().println(of(error));
    return FAILED;
  }

  static String of(Throwable error) {
    Throwable cause = error.getCause();
    String said = firstLine(error);
    return cause == null || cause.getMessage() == null
        ? said
        : said + " (" + firstLine(cause) + ")";
  }

  private static String firstLine(Throwable error) {
    String message = error.getMessage();
    return message == null
        ? error.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
