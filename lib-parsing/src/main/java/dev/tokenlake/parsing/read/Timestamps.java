package dev.tokenlake.parsing.read;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** Reads ISO-8601 instants of the years 2000 to 2100; anything else is absent. */
final class Timestamps {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int DATE_AND_TIME = "2026-02-18T00:07:50".length();
  private static final int NANO_DIGITS = 9;

  private final String text;
  private int at;
  private boolean valid = true;

  private Timestamps(String text) {
    this.text = text;
  }

  static Optional<Instant> parse(String text) {
    return text.length() <= DATE_AND_TIME ? Optional.empty() : new Timestamps(text).instant();
  }

  private Optional<Instant> instant() {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    int day = digits(2);
    expect('T');
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    expect(':');
    int second = digits(2);
    int nanos = fraction();
    int offset = offset();
    if (!valid
        || at != text.length()
        || year < 2000
        || year > 2100
        || month < 1
        || month > 12
        || day < 1
        || (day > 28 && day > YearMonth.of(year, month).lengthOfMonth())
        || hour > 23
        || minute > 59
        || second > 59) {
      return Optional.empty();
    }
    long epochDay = LocalDate.of(year, month, day).toEpochDay();
    long seconds = epochDay * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offset;
    return Optional.of(Instant.ofEpochSecond(seconds, nanos));
  }

  private int fraction() {
    if (peek() != '.') {
      return 0;
    }
    at++;
    int value = 0;
    int seen = 0;
    while (Character.digit(peek(), 10) >= 0 && peek() <= '9' && seen < NANO_DIGITS) {
      value = value * 10 + peek() - '0';
      at++;
      seen++;
    }
    valid &= seen > 0;
    for (int i = seen; i < NANO_DIGITS; i++) {
      value *= 10;
    }
    return value;
  }

  /** Seconds east of UTC: {@code Z}, {@code +05:45}, {@code +0545} or {@code +05}. */
  private int offset() {
    char sign = peek();
    at++;
    if (sign == 'Z') {
      return 0;
    }
    valid &= sign == '+' || sign == '-';
    int hours = digits(2);
    int minutes = 0;
    if (at < text.length()) {
      if (peek() == ':') {
        at++;
      }
      minutes = digits(2);
    }
    valid &= hours <= 18 && minutes <= 59;
    int seconds = hours * 3600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      char c = peek();
      valid &= c >= '0' && c <= '9';
      value = value * 10 + c - '0';
      at++;
    }
    return value;
  }

  private void expect(char c) {
    valid &= peek() == c;
    at++;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
