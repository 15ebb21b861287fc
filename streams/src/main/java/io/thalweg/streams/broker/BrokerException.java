package io.thalweg.streams.broker;

/**
 * A broker that cannot start, or cannot give what is asked of it. The message is one sentence for
 * the person at the terminal: what, where, and what to do about it; the cause is for the log.
 */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
