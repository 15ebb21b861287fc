package io.thalweg.streams.config;

/**
 * A setting that cannot be used. The message is one sentence that names the key, the value and what
 * is allowed; it is meant to be shown to the operator as it is.
 *
 * <p>It never carries a cause: parsers quote the text around a fault, and that text may be a
 * secret.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String sentence) {
    super(sentence);
  }
}
