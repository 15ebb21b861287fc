package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An exchangeable part: its type and whatever parameters that type takes. The part itself knows its
 * parameters, so they are checked by whoever builds it, with {@link #parameters(String)}.
 */
public record ComponentConfig(String type, Map<String, Object> settings) {
  static final String TYPE = "type";

  public ComponentConfig {
    Check.name(TYPE, type);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The parameters, ready to be read and checked; {@code path} is how messages name this part. */
  public Parameters parameters(String path) {
    return new Parameters(path, settings);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ComponentConfig fromMap(Map<String, Object> map) {
    Map<String, Object> settings = new LinkedHashMap<>(map);
    Object type = settings.remove(TYPE);
    return new ComponentConfig(String.valueOf(type), settings);
  }

  @JsonValue
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(TYPE, type);
    map.putAll(settings);
    return map;
  }
}
