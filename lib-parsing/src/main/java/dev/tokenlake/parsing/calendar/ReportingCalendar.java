package dev.tokenlake.parsing.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;

/**
 * Puts instants into calendar periods.
 *
 * @param zone zone whose midnights part the days
 * @param weekStart first day of a week, Monday or Sunday
 */
public record ReportingCalendar(ZoneId zone, DayOfWeek weekStart) {
  public ReportingCalendar {
    Objects.requireNonNull(zone, "zone");
    if (weekStart != DayOfWeek.MONDAY && weekStart != DayOfWeek.SUNDAY) {
      throw new IllegalArgumentException("A week starts on Monday or Sunday, not " + weekStart);
    }
  }

  /** Calendar day of an instant. */
  public LocalDate day(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /** First day of the week that holds this day. */
  public LocalDate weekStart(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(weekStart));
  }

  /**
   * ISO 8601 week, such as {@code 2026-W02}, of the Monday in the week that holds this day. With
   * weeks from Monday on, that is the day's own ISO week.
   */
  public String isoWeek(LocalDate day) {
    LocalDate monday = weekStart(day).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    return String.format(
        Locale.ROOT,
        "%d-W%02d",
        monday.get(IsoFields.WEEK_BASED_YEAR),
        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** First day of the month that holds this day. */
  public LocalDate monthStart(LocalDate day) {
    return day.withDayOfMonth(1);
  }
}
