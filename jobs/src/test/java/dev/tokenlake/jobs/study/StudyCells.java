package dev.tokenlake.jobs.study;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/**
 * Solves the study: numbers for each week and model that add up, at once, to the published weeks,
 * models and totals. Nothing is searched for; each margin is a published figure moved within its
 * rounding, and the cells share the margins out.
 */
final class StudyCells {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

  /** Models in order of release, the day of it, and the name that logs give them. */
  enum Release {
    SONNET_4_5("claude-sonnet-4-5", "2025-09-29", "claude-sonnet-4-5-20250929"),
    HAIKU_4_5("claude-haiku-4-5", "2025-10-15", "claude-haiku-4-5-20251001"),
    OPUS_4_5("claude-opus-4-5", "2025-11-24", "claude-opus-4-5-20251101"),
    OPUS_4_6("claude-opus-4-6", "2026-02-05", "claude-opus-4-6"),
    SONNET_4_6("claude-sonnet-4-6", "2026-02-17", "claude-sonnet-4-6");

    final String model;
    final LocalDate since;
    final String logged;

    Release(String model, String since, String logged) {
      this.model = model;
      this.since = LocalDate.parse(since);
      this.logged = logged;
    }
  }

  /**
   * What a model did in a week.
   *
   * @param week position in {@link StudyTables#weeks()}
   */
  record Cell(
      int week,
      Release release,
      int responses,
      long input,
      long output,
      long cacheWrite,
      long cacheRead) {}

  private final List<StudyTables.Week> weeks = StudyTables.weeks();
  private final List<StudyTables.Model> models =
      Arrays.stream(Release.values()).map(StudyCells::published).toList();
  private final IntPredicate[] allowed =
      Arrays.stream(Release.values()).map(this::weeksOf).toArray(IntPredicate[]::new);

  private StudyCells() {}

  static List<Cell> solve() {
    return new StudyCells().cells();
  }

  private List<Cell> cells() {
    long inputTotal = StudyTables.total("input_tokens");
    long outputTotal = StudyTables.total("output_tokens");
    long readTotal = StudyTables.total("cache_read_tokens");
    long[] weekReads = margin(weeks, week -> week.cacheReadBillions().multiply(BILLION), readTotal);
    long[] weekOutputs =
        margin(weeks, week -> week.outputMillions().multiply(MILLION), outputTotal);
    long[] modelMessages = longs(models, StudyTables.Model::messages);
    long[] weekMessages = Shares.split(Arrays.stream(modelMessages).sum(), weekReads);
    long[] weekInputs = Shares.split(inputTotal, weekMessages);
    long[] weekWrites = writes(weekInputs, weekOutputs, weekReads);

    long[][] messages = Shares.table(weekMessages, modelMessages, allowed);
    long[][] inputs =
        atLeastOneEach(
            messages,
            weekInputs,
            margin(models, model -> model.inputMillions().multiply(MILLION), inputTotal));
    long[][] outputs =
        atLeastOneEach(
            messages,
            weekOutputs,
            margin(models, model -> model.outputMillions().multiply(MILLION), outputTotal));
    long[][] reads =
        Shares.table(
            weekReads,
            margin(models, model -> model.cacheReadBillions().multiply(BILLION), readTotal),
            allowed);

    List<Cell> cells = new ArrayList<>();
    for (int week = 0; week < weeks.size(); week++) {
      long[] written = Shares.split(weekWrites[week], reads[week]);
      for (int model = 0; model < models.size(); model++) {
        cells.add(
            new Cell(
                week,
                Release.values()[model],
                Math.toIntExact(messages[week][model]),
                inputs[week][model],
                outputs[week][model],
                written[model],
                reads[week][model]));
      }
    }
    return cells;
  }

  /** A table of tokens in which every message has one at least. */
  private long[][] atLeastOneEach(long[][] messages, long[] weekTotals, long[] modelTotals) {
    long[] weeksLeft = weekTotals.clone();
    long[] modelsLeft = modelTotals.clone();
    for (int week = 0; week < weeksLeft.length; week++) {
      for (int model = 0; model < modelsLeft.length; model++) {
        weeksLeft[week] -= messages[week][model];
        modelsLeft[model] -= messages[week][model];
      }
    }
    long[][] cells = Shares.table(weeksLeft, modelsLeft, allowed);
    for (int week = 0; week < weeksLeft.length; week++) {
      for (int model = 0; model < modelsLeft.length; model++) {
        cells[week][model] += messages[week][model];
      }
    }
    return cells;
  }

  /** Cache writes by week: what the published share of cache reads leaves for them. */
  private long[] writes(long[] inputs, long[] outputs, long[] reads) {
    long[] writes = new long[reads.length];
    for (int week = 0; week < reads.length; week++) {
      BigDecimal share = weeks.get(week).cachePct().movePointLeft(2);
      long all = BigDecimal.valueOf(reads[week]).divide(share, 0, RoundingMode.HALF_UP).longValue();
      writes[week] = all - reads[week] - inputs[week] - outputs[week];
    }
    long missing = StudyTables.total("cache_write_tokens") - Arrays.stream(writes).sum();
    long[] moves = Shares.split(missing, reads);
    Arrays.setAll(writes, week -> writes[week] + moves[week]);
    return writes;
  }

  private IntPredicate weeksOf(Release release) {
    return week -> !release.since.isAfter(weeks.get(week).start().plusDays(6));
  }

  private static StudyTables.Model published(Release release) {
    return StudyTables.models().stream()
        .filter(model -> model.name().equals(release.model))
        .findFirst()
        .orElseThrow();
  }

  private static <T> long[] margin(List<T> rows, Function<T, BigDecimal> figure, long total) {
    return Shares.moved(longs(rows, row -> figure.apply(row).longValueExact()), total);
  }

  private static <T> long[] longs(List<T> rows, ToLongFunction<T> figure) {
    return rows.stream().mapToLong(figure).toArray();
  }
}
