package io.thalweg.streams.decode;

import org.jspecify.annotations.Nullable;

/** Which of a structure's values are wanted: a tree of names, with a slot at each wanted value. */
interface FieldPaths {
  int NONE = -1;

  /** What is wanted below a name; null: nothing. */
  @Nullable FieldPaths get(String name);

  /** Slot of the value itself, or {@link #NONE}. */
  int slot();

  boolean hasChildren();
}
