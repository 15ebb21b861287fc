package io.thalweg.streams.decode;

import io.thalweg.streams.config.TimestampUnit;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What the samples show of one column or path: whether it is a number, a time, a name. */
final class ColumnProfile {
  private static final Set<String> TIME_NAMES =
      Set.of(
          "ts", "t", "time", "timestamp", "timestampms", "datetime", "date", "eventtime", "epoch");
  private static final Set<String> ENTITY_NAMES =
      Set.of(
          "entity",
          "entityid",
          "host",
          "hostname",
          "machine",
          "machineid",
          "device",
          "deviceid",
          "sensor",
          "sensorid",
          "id",
          "instance",
          "node",
          "server",
          "asset",
          "assetid",
          "unitid",
          "key");

  private final Timestamps timestamps = new Timestamps(TimestampUnit.AUTO);
  private final String name;
  private final String word;
  private int numbers;
  private int texts;
  private int times; // readable as a timestamp, be it a number or a text
  private int fractions;

  ColumnProfile(String name) {
    this.name = name;
    String last = name.substring(name.lastIndexOf('.') + 1);
    this.word = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  String name() {
    return name;
  }

  /** A cell of a file or line; empty cells are missing and say nothing. */
  void addText(String text, boolean digitsAreNumbers) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    double number = digitsAreNumbers ? Decimal.parse(bytes, 0, bytes.length) : Double.NaN;
    if (Double.isNaN(number)) {
      texts++;
    } else {
      countNumber(number);
    }
    times += isTime(text) ? 1 : 0;
  }

  void addNumber(double number) {
    countNumber(number);
    times += isTime(Double.toString(number)) ? 1 : 0;
  }

  /** A value that its schema declares a time, whatever its name. */
  void addTime() {
    texts++;
    times++;
  }

  boolean isNumeric() {
    return numbers > 0 && texts == 0;
  }

  /**
   * Text that is always a time needs no telling name; numbers do, for any counter is a time to
   * someone.
   */
  boolean isTime() {
    boolean always = times > 0 && times == numbers + texts;
    return always && (numbers == 0 || TIME_NAMES.contains(word));
  }

  /** Text is not enough: a column such as 'status' names no entity. */
  boolean isEntity() {
    return numbers + texts > 0 && fractions == 0 && ENTITY_NAMES.contains(word) && !isTime();
  }

  private void countNumber(double number) {
    numbers++;
    fractions += number == Math.rint(number) ? 0 : 1;
  }

  private boolean isTime(String text) {
    try {
      return timestamps.read(text) >= 0;
    } catch (Rejection e) {
      return false;
    }
  }
}
