package dev.tokenlake.jobs.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.oracle.NaiveCounter;
import dev.tokenlake.jobs.oracle.OracleCount;
import dev.tokenlake.jobs.oracle.OracleTally;
import dev.tokenlake.jobs.oracle.OracleTokens;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle counts the study archive, and finds what the study printed. */
class StudyArchiveTest {

  @TempDir static Path archive;

  private static OracleCount count;

  @BeforeAll
  static void writeAndCount() throws IOException {
    new StudyArchive().write(archive);
    count = NaiveCounter.count(archive);
  }

  @Test
  void totalsAreThoseOfTheStudyToTheToken() {
    OracleTokens tokens = count.totals().tokens();

    assertThat(tokens.input()).isEqualTo(StudyTables.total("input_tokens"));
    assertThat(tokens.output()).isEqualTo(StudyTables.total("output_tokens"));
    assertThat(tokens.cacheWrite()).isEqualTo(StudyTables.total("cache_write_tokens"));
    assertThat(tokens.cacheRead()).isEqualTo(StudyTables.total("cache_read_tokens"));
    assertThat(tokens.total()).isEqualTo(StudyTables.total("grand_total_tokens"));
    assertThat(count.perDay().firstKey()).isEqualTo(StudyTables.day("first_day"));
    assertThat(count.perDay().lastKey()).isEqualTo(StudyTables.day("last_day"));
    assertThat(count.badLines()).isZero();
  }

  @Test
  void weeksAreThoseOfTheStudyToTheDigit() {
    TreeMap<LocalDate, OracleTokens> weeks = new TreeMap<>();
    count
        .perDay()
        .forEach((day, tally) -> weeks.merge(monday(day), tally.tokens(), OracleTokens::plus));

    assertThat(weeks)
        .containsOnlyKeys(StudyTables.weeks().stream().map(StudyTables.Week::start).toList());
    for (StudyTables.Week week : StudyTables.weeks()) {
      OracleTokens tokens = weeks.get(week.start());
      assertThat(rounded(tokens.output(), 1_000_000, 2)).isEqualTo(week.outputMillions());
      assertThat(rounded(tokens.cacheRead(), 1_000_000_000, 2)).isEqualTo(week.cacheReadBillions());
      assertThat(rounded(tokens.cacheRead() * 100, tokens.total(), 1)).isEqualTo(week.cachePct());
    }
  }

  @Test
  void modelsAreThoseOfTheStudyToTheDigit() {
    assertThat(count.perModel()).hasSize(StudyTables.models().size());
    for (StudyTables.Model model : StudyTables.models()) {
      OracleTally tally = count.perModel().tailMap(model.name()).values().iterator().next();
      assertThat(tally.responses()).isEqualTo(model.messages());
      assertThat(rounded(tally.tokens().input(), 1_000_000, 2)).isEqualTo(model.inputMillions());
      assertThat(rounded(tally.tokens().output(), 1_000_000, 2)).isEqualTo(model.outputMillions());
      assertThat(rounded(tally.tokens().cacheRead(), 1_000_000_000, 2))
          .isEqualTo(model.cacheReadBillions());
    }
  }

  @Test
  void modelsAreNotUsedBeforeTheirRelease() {
    for (StudyCells.Release release : StudyCells.Release.values()) {
      assertThat(count.perModelAndDay().keySet())
          .filteredOn(key -> key.model().equals(release.logged))
          .allSatisfy(key -> assertThat(key.day().orElseThrow()).isAfterOrEqualTo(release.since));
    }
  }

  @Test
  void sessionsWithAResponseAreThoseOfTheWeeks() throws IOException {
    TreeMap<LocalDate, Integer> answered = new TreeMap<>();
    Set<Path> silent = new HashSet<>();
    try (Stream<Path> files = Files.walk(archive)) {
      for (Path file :
          files.filter(each -> each.toString().matches(".*[0-9a-f-]{36}\\.jsonl")).toList()) {
        String text = Files.readString(file);
        int reply = text.indexOf("\"type\":\"assistant\"");
        if (reply < 0) {
          silent.add(file);
        } else {
          int at = text.lastIndexOf("\"timestamp\":\"", reply) + "\"timestamp\":\"".length();
          answered.merge(monday(LocalDate.parse(text.substring(at, at + 10))), 1, Integer::sum);
        }
      }
    }
    for (StudyTables.Week week : StudyTables.weeks()) {
      assertThat(answered.get(week.start())).isEqualTo(week.sessions());
    }
    int sessions = answered.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(sessions + silent.size()).isEqualTo((int) StudyTables.total("session_files"));
  }

  @Test
  void commitsAreThoseOfTheWeeks() {
    TreeMap<LocalDate, Integer> commits = new TreeMap<>();
    new StudyArchive()
        .commits()
        .forEach(day -> commits.merge(monday(day.date()), day.count(), Integer::sum));

    assertThat(commits).isEqualTo(new StudyArchive().commitsPerWeek());
    assertThat(commits.values()).hasSize(9).contains(176, 163);
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static BigDecimal rounded(long value, long unit, int decimals) {
    return BigDecimal.valueOf(value)
        .divide(BigDecimal.valueOf(unit), decimals, RoundingMode.HALF_UP);
  }
}
