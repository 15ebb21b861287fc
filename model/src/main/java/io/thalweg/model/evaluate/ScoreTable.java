package io.thalweg.model.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores of the same rows by several names, in the order the names first come. */
final class ScoreTable {
  private final int rows;
  private final Map<String, double[]> columns = new LinkedHashMap<>();

  ScoreTable(int rows) {
    this.rows = rows;
  }

  ScoreTable put(int row, String name, double score) {
    columns.computeIfAbsent(name, key -> new double[rows])[row] = score;
    return this;
  }

  /** How well each finds the positive rows. */
  List<LogScore> against(boolean[] positive) {
    return columns.entrySet().stream()
        .map(column -> LogScore.of(column.getKey(), column.getValue(), positive))
        .toList();
  }
}
