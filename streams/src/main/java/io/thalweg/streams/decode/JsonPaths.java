package io.thalweg.streams.decode;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tree of the paths a decoder looks for. The path {@code cpu.user} matches {@code {"cpu":
 * {"user": 1}}} and {@code {"cpu.user": 1}}: a dot in a name is either.
 */
final class JsonPaths {
  static final int NONE = -1;

  private final Map<String, JsonPaths> children = new HashMap<>();
  private int slot = NONE;

  void add(String path, int newSlot) {
    child(path).slot = newSlot;
    int dot = path.indexOf('.');
    if (dot > 0 && dot < path.length() - 1) {
      child(path.substring(0, dot)).add(path.substring(dot + 1), newSlot);
    }
  }

  @Nullable JsonPaths get(String name) {
    return children.get(name);
  }

  int slot() {
    return slot;
  }

  boolean hasChildren() {
    return !children.isEmpty();
  }

  private JsonPaths child(String name) {
    return children.computeIfAbsent(name, absent -> new JsonPaths());
  }
}
