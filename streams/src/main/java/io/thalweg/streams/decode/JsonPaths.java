package io.thalweg.streams.decode;

import io.thalweg.streams.config.SourceConfig;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tree of the paths a decoder looks for. The path {@code cpu.user} matches {@code {"cpu":
 * {"user": 1}}} and {@code {"cpu.user": 1}}: a dot in a name is either.
 */
final class JsonPaths implements FieldPaths {

  private final Map<String, JsonPaths> children = new HashMap<>();
  private int slot = NONE;

  /**
   * The paths of a source: its fields under their index, then the timestamp, then the entity, where
   * they are configured.
   */
  static JsonPaths of(SourceConfig source) {
    JsonPaths root = new JsonPaths();
    int fields = source.fields().size();
    for (int field = 0; field < fields; field++) {
      root.add(source.fields().get(field), field);
    }
    if (source.timestamp() != null) {
      root.add(source.timestamp(), fields);
    }
    if (source.entity() != null) {
      root.add(source.entity(), fields + 1);
    }
    return root;
  }

  void add(String path, int newSlot) {
    child(path).slot = newSlot;
    int dot = path.indexOf('.');
    if (dot > 0 && dot < path.length() - 1) {
      child(path.substring(0, dot)).add(path.substring(dot + 1), newSlot);
    }
  }

  @Override
  public @Nullable JsonPaths get(String name) {
    return children.get(name);
  }

  @Override
  public int slot() {
    return slot;
  }

  @Override
  public boolean hasChildren() {
    return !children.isEmpty();
  }

  private JsonPaths child(String name) {
    return children.computeIfAbsent(name, absent -> new JsonPaths());
  }
}
