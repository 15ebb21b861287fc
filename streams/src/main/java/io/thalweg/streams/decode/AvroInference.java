package io.thalweg.streams.decode;

import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows samples of a registry's records to the profiles: every value under its path. */
final class AvroInference implements AvroSink {
  private static final int DEEPEST = 8; // a schema may contain itself

  /** Wants everything, up to the most fields that an item may have. */
  private final class Everything implements FieldPaths {
    private final Map<String, Everything> children = new HashMap<>();
    private final String path;
    private final int depth;
    private int slot = NONE;

    Everything(String path, int depth) {
      this.path = path;
      this.depth = depth;
    }

    @Override
    public @Nullable FieldPaths get(String name) {
      Everything known = children.get(name);
      if (known == null && depth < DEEPEST && nodes < 2 * SourceConfig.MOST_FIELDS) {
        nodes++;
        known = new Everything(path.isEmpty() ? name : path + "." + name, depth + 1);
        children.put(name, known);
      }
      return known;
    }

    @Override
    public int slot() {
      if (slot == NONE) {
        slot = paths.size();
        paths.add(path);
      }
      return slot;
    }

    @Override
    public boolean hasChildren() {
      return true;
    }
  }

  private final Function<String, ColumnProfile> profiles;
  private final List<String> paths = new ArrayList<>(); // [slots]
  private final AvroPlans plans;
  private int nodes;

  AvroInference(SchemaRegistry schemas, Function<String, ColumnProfile> profiles) {
    this.profiles = profiles;
    this.plans = new AvroPlans(schemas, new Everything("", 0));
  }

  void add(byte[] value) {
    try {
      plans.read(value, this);
    } catch (Rejection e) {
      // The decoder will reject its like; what was read of it is as good as any.
    }
  }

  private ColumnProfile profile(int slot) {
    return profiles.apply(paths.get(slot));
  }

  @Override
  public void whole(int slot, long value, @Nullable AvroTime time) {
    if (time == null) {
      profile(slot).addNumber(value);
    } else {
      profile(slot).addTime();
    }
  }

  @Override
  public void number(int slot, double value) {
    profile(slot).addNumber(value);
  }

  @Override
  public void text(int slot, byte[] bytes, int length) {
    profile(slot).addText(new String(bytes, 0, length, StandardCharsets.UTF_8), false);
  }

  @Override
  public void missing(int slot) {
    // Says nothing.
  }

  @Override
  public void other(int slot, String what) {
    profile(slot).addText(what, false);
  }
}
