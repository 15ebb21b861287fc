package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where state is kept on this machine.
 *
 * @param dir directory of the state stores, relative to the working directory or absolute
 */
public record StateConfig(@JsonProperty("dir") String dir) {

  public static final StateConfig DEFAULTS = new StateConfig(".thalweg/state");

  public StateConfig {
    Check.path("state.dir", dir);
  }
}
