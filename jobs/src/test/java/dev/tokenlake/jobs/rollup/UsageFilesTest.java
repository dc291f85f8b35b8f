package dev.tokenlake.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UsageFilesTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  /** Days on end from the first on, with so many calls each. */
  private static SortedMap<LocalDate, Long> days(long... calls) {
    SortedMap<LocalDate, Long> days = new TreeMap<>();
    for (int i = 0; i < calls.length; i++) {
      days.put(FIRST.plusDays(i), calls[i]);
    }
    return days;
  }

  @Test
  void aFileIsFilledDayByDayUntilItIsWorthIt() {
    assertThat(UsageFiles.of(days(4, 5, 1, 20, 3), 10).starts())
        .containsExactly(FIRST, FIRST.plusDays(3), FIRST.plusDays(4));
  }

  @Test
  void thereAreFewFilesHoweverManyCalls() {
    long[] calls = new long[2_000];
    java.util.Arrays.fill(calls, 1_000_000L);

    assertThat(UsageFiles.of(days(calls), 10).starts()).hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void aTableWithoutATimeHasOneFile() {
    UsageFiles none = UsageFiles.of(days(), 10);

    assertThat(none.starts()).isEmpty();
    assertThat(none.keySql()).doesNotContain("DATE");
  }

  @Test
  void filesOfLaterNightsAreKnownByTheirNames() {
    assertThat(UsageFiles.isOfNight(UsageFiles.ofNight(12))).isTrue();
    assertThat(UsageFiles.isOfNight(UsageFiles.fileName("2026-01-01", 1))).isFalse();
    assertThat(UsageFiles.isOfNight(UsageFiles.fileName(UsageFiles.UNDATED, 1))).isFalse();
    assertThat(UsageFiles.isOfNight(UsageFiles.again(UsageFiles.ofNight(12), 15))).isTrue();
  }

  @Test
  void aFileThatIsWrittenAgainHasANameOfThatNight() {
    String whole = UsageFiles.fileName("2026-01-01", 5);
    assertThat(UsageFiles.again(whole, 7)).isEqualTo(UsageFiles.fileName("2026-01-01", 7));

    String night = UsageFiles.ofNight(12);
    String later = UsageFiles.again(night, 15);
    assertThat(later).isNotIn(night, UsageFiles.ofNight(15));
    assertThat(UsageFiles.again(later, 16)).isNotIn(night, later, UsageFiles.ofNight(16));
    assertThat(UsageFiles.again(night, 15))
        .isNotEqualTo(UsageFiles.again(UsageFiles.ofNight(9), 15));
  }
}
