package io.thalweg.streams.decode;

/**
 * Reads ISO-8601 times from ASCII bytes without allocating: {@code 2024-02-29}, {@code
 * 2024-02-29T12:30}, {@code 2024-02-29 12:30:15.25}, {@code 2024-02-29T12:30:15.250+02:00}. No
 * offset means UTC; digits beyond the millisecond are cut; a leap second counts as the second after
 * it.
 */
final class IsoTime {
  private static final long DAY = 86_400_000L;
  private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final byte[] bytes;
  private final int to;
  private int at;
  private boolean valid = true;

  private IsoTime(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** Milliseconds since 1970; negative when the bytes are no such time, or one before 1970. */
  static long parse(byte[] bytes, int from, int to) {
    IsoTime time = new IsoTime(bytes, from, to);
    long millis = time.date();
    if (time.at < to) {
      millis += time.timeOfDay();
    }
    return time.valid && time.at == to ? millis : -1;
  }

  private long date() {
    int year = number(4, 0, 9999);
    expect('-');
    int month = number(2, 1, 12);
    expect('-');
    int day = number(2, 1, 31);
    valid &= valid && day <= monthDays(year, month);
    return valid ? daysFromCivil(year, month, day) * DAY : 0;
  }

  private long timeOfDay() {
    if (at < to && (bytes[at] == ' ' || bytes[at] == 't')) {
      at++;
    } else {
      expect('T');
    }
    long millis = number(2, 0, 23) * 3_600_000L;
    expect(':');
    millis += number(2, 0, 59) * 60_000L;
    if (accept(':')) {
      millis += number(2, 0, 60) * 1000L;
      if (accept('.') || accept(',')) {
        millis += fraction();
      }
    }
    return millis - offset();
  }

  private int fraction() {
    int millis = 0;
    int weight = 100;
    int start = at;
    while (at < to && isDigit(bytes[at])) {
      millis += (bytes[at++] - '0') * weight;
      weight /= 10;
    }
    valid &= at > start;
    return millis;
  }

  private long offset() {
    if (at >= to || accept('Z') || accept('z')) {
      return 0;
    }
    int sign = bytes[at] == '-' ? -1 : 1;
    if (!accept('+')) {
      expect('-');
    }
    long millis = number(2, 0, 18) * 3_600_000L;
    if (at < to) {
      accept(':');
      millis += number(2, 0, 59) * 60_000L;
    }
    return sign * millis;
  }

  private int number(int digits, int least, int most) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (at >= to || !isDigit(bytes[at])) {
        valid = false;
        return least;
      }
      value = value * 10 + bytes[at++] - '0';
    }
    valid &= value >= least && value <= most;
    return value;
  }

  private void expect(char wanted) {
    valid &= accept(wanted);
  }

  private boolean accept(char wanted) {
    if (at < to && bytes[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static int monthDays(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : MONTH_DAYS[month - 1];
  }

  /**
   * Days since 1970 in the Gregorian calendar: years begin in March, so that the leap day is their
   * last.
   */
  private static long daysFromCivil(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365L + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
