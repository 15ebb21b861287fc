package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that is shown nowhere: {@link #toString()} and the written configuration have {@code
 * ****} in its place. {@code ${env:NAME}} refers to a variable of the environment; the reference is
 * no secret and is shown.
 */
public final class Secret {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
  private static final String MASK = "****";

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** A secret from the text of the pipeline file. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Secret of(String text) {
    return new Secret(text);
  }

  /**
   * The value itself.
   *
   * @param key names the setting in the message
   * @param environment the process's variables, such as {@code System::getenv}
   * @throws ConfigurationException when the variable referred to is not set
   */
  public String reveal(String key, UnaryOperator<@Nullable String> environment) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.matches()) {
      return text;
    }
    return Optional.ofNullable(environment.apply(reference.group(1)))
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "%s refers to the environment variable %s, which is not set."
                        .formatted(key, reference.group(1))));
  }

  @JsonValue
  String masked() {
    return REFERENCE.matcher(text).matches() ? text : MASK;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return masked();
  }
}
