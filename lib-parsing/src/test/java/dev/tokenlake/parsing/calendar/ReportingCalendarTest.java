package dev.tokenlake.parsing.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingCalendarTest {
  private static final ReportingCalendar MONDAYS = calendar("UTC", DayOfWeek.MONDAY);
  private static final ReportingCalendar SUNDAYS = calendar("UTC", DayOfWeek.SUNDAY);

  /** Offsets by hand: UTC-8 in winter, UTC+5:45, and UTC+11 in the southern summer. */
  @ParameterizedTest
  @CsvSource({
    "UTC,                 2026-01-11T23:30:00Z,     2026-01-11",
    "America/Los_Angeles, 2026-01-11T23:30:00Z,     2026-01-11",
    "America/Los_Angeles, 2026-01-12T07:59:59.999Z, 2026-01-11",
    "America/Los_Angeles, 2026-01-12T08:00:00Z,     2026-01-12",
    "Asia/Kathmandu,      2026-01-11T18:14:59.999Z, 2026-01-11",
    "Asia/Kathmandu,      2026-01-11T18:15:00Z,     2026-01-12",
    "Asia/Kathmandu,      2026-01-11T23:30:00Z,     2026-01-12",
    "Australia/Lord_Howe, 2026-01-11T12:59:59Z,     2026-01-11",
    "Australia/Lord_Howe, 2026-01-11T13:00:00Z,     2026-01-12"
  })
  void midnightIsThatOfTheZone(String zone, Instant instant, LocalDate day) {
    assertThat(calendar(zone, DayOfWeek.MONDAY).day(instant)).isEqualTo(day);
  }

  /**
   * In Los Angeles March 8 of 2026 has 23 hours and November 1 has 25: each begins at one offset
   * and ends at the other. On Lord Howe the clock moves by half an hour on April 5.
   */
  @ParameterizedTest
  @CsvSource({
    "America/Los_Angeles, 2026-03-08T07:59:59Z, 2026-03-07",
    "America/Los_Angeles, 2026-03-08T08:00:00Z, 2026-03-08",
    "America/Los_Angeles, 2026-03-09T06:59:59Z, 2026-03-08",
    "America/Los_Angeles, 2026-03-09T07:00:00Z, 2026-03-09",
    "America/Los_Angeles, 2026-11-01T06:59:59Z, 2026-10-31",
    "America/Los_Angeles, 2026-11-01T07:00:00Z, 2026-11-01",
    "America/Los_Angeles, 2026-11-02T07:59:59Z, 2026-11-01",
    "America/Los_Angeles, 2026-11-02T08:00:00Z, 2026-11-02",
    "Australia/Lord_Howe, 2026-04-05T13:29:59Z, 2026-04-05",
    "Australia/Lord_Howe, 2026-04-05T13:30:00Z, 2026-04-06"
  })
  void daysOfAnotherLengthBeginAndEndAtMidnight(String zone, Instant instant, LocalDate day) {
    assertThat(calendar(zone, DayOfWeek.MONDAY).day(instant)).isEqualTo(day);
  }

  /** By ISO 8601 week 1 holds the year's first Thursday, so 2026, which begins on one, has 53. */
  @ParameterizedTest
  @CsvSource({
    "2024-12-29, 2024-12-23, 2024-W52",
    "2024-12-30, 2024-12-30, 2025-W01",
    "2025-12-28, 2025-12-22, 2025-W52",
    "2025-12-29, 2025-12-29, 2026-W01",
    "2026-01-04, 2025-12-29, 2026-W01",
    "2026-12-31, 2026-12-28, 2026-W53",
    "2027-01-03, 2026-12-28, 2026-W53",
    "2027-01-04, 2027-01-04, 2027-W01"
  })
  void weeksFromMondayOnAreThoseOfIso(LocalDate day, LocalDate start, String isoWeek) {
    assertThat(MONDAYS.weekStart(day)).isEqualTo(start);
    assertThat(MONDAYS.isoWeek(day)).isEqualTo(isoWeek);
  }

  /** January 4 of 2026 is a Sunday; its Monday is the 5th, in week 2. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-03, 2025-12-28, 2026-W01",
    "2026-01-04, 2026-01-04, 2026-W02",
    "2026-01-10, 2026-01-04, 2026-W02",
    "2026-01-11, 2026-01-11, 2026-W03",
    "2026-12-27, 2026-12-27, 2026-W53",
    "2027-01-03, 2027-01-03, 2027-W01"
  })
  void weeksFromSundayOnAreNamedAfterTheirMonday(LocalDate day, LocalDate start, String isoWeek) {
    assertThat(SUNDAYS.weekStart(day)).isEqualTo(start);
    assertThat(SUNDAYS.isoWeek(day)).isEqualTo(isoWeek);
  }

  @Property
  void aDayLiesInTheWeekItIsPutInto(
      @ForAll @DateRange(min = "1999-01-01", max = "2100-12-31") LocalDate day) {
    for (ReportingCalendar calendar : new ReportingCalendar[] {MONDAYS, SUNDAYS}) {
      LocalDate start = calendar.weekStart(day);
      assertThat(start.getDayOfWeek()).isEqualTo(calendar.weekStart());
      assertThat(day).isBetween(start, start.plusDays(6));
      assertThat(calendar.isoWeek(start.plusDays(6))).isEqualTo(calendar.isoWeek(start));
      assertThat(calendar.isoWeek(day)).isNotEqualTo(calendar.isoWeek(day.plusDays(7)));
    }
  }

  @Test
  void monthsBeginOnTheFirst() {
    assertThat(MONDAYS.monthStart(LocalDate.of(2024, 2, 29))).isEqualTo("2024-02-01");
    assertThat(MONDAYS.monthStart(LocalDate.of(2026, 1, 1))).isEqualTo("2026-01-01");
  }

  @Test
  void theNameOfAWeekDoesNotFollowTheLocaleOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      // Digits of this locale are not those of the log.
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat("%d".formatted(1)).isNotEqualTo("1");
      assertThat(MONDAYS.isoWeek(LocalDate.of(2026, 1, 5))).isEqualTo("2026-W02");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void weeksBeginOnMondayOrSundayOnly() {
    assertThatThrownBy(() -> calendar("UTC", DayOfWeek.FRIDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A week starts on Monday or Sunday, not FRIDAY");
  }

  private static ReportingCalendar calendar(String zone, DayOfWeek weekStart) {
    return new ReportingCalendar(ZoneId.of(zone), weekStart);
  }
}
