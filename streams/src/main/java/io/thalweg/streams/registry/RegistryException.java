package io.thalweg.streams.registry;

/**
 * The registry cannot be used now, whatever record asked for it. It must not cost a good record:
 * the thread fails, and the record is read again. The message names status and address, and nothing
 * that the registry said, for that may repeat a secret.
 */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryException(String sentence) {
    super(sentence);
  }
}
