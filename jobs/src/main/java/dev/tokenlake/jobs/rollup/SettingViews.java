package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.calendar.Phase;
import dev.tokenlake.parsing.calendar.Phases;
import dev.tokenlake.parsing.count.CountingRule;
import dev.tokenlake.parsing.git.Commit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The views that come from no log: {@code phase_list} and {@code commits} of the configuration and
 * its repositories, {@code counting_rules} that are known.
 */
final class SettingViews {
  private final SparkSession spark;
  private final LakeConfig config;

  SettingViews(SparkSession spark, LakeConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /** Registers them. */
  void register(List<Commit> commits) {
    phaseList().createOrReplaceTempView("phase_list");
    commits(commits).createOrReplaceTempView("commits");
    countingRules().createOrReplaceTempView("counting_rules");
  }

  /** Every rule in the order of the table, ours last. */
  private Dataset<Row> countingRules() {
    List<RuleRow> rows = new ArrayList<>();
    for (CountingRule rule : CountingRule.values()) {
      rows.add(
          new RuleRow(rows.size() + 1, rule.tableName(), rule.description(), rule.tools(), false));
    }
    rows.add(
        new RuleRow(
            rows.size() + 1,
            "ours",
            "each response once over all files, by its best line, at the time of its first; and the"
                + " calls its usage leaves out (advisors, compactions, declined attempts)",
            Optional.of("tokenlake"),
            true));
    return RecordCodec.rows(spark, RuleRow.class, rows);
  }

  private Dataset<Row> phaseList() {
    List<PhaseRow> rows = new ArrayList<>();
    for (Phase phase : Phases.orAll(config.phases()).phases()) {
      rows.add(new PhaseRow(rows.size() + 1, phase.name(), phase.from(), phase.to()));
    }
    return RecordCodec.rows(spark, PhaseRow.class, rows);
  }

  private Dataset<Row> commits(List<Commit> commits) {
    Phases phases = Phases.orAll(config.phases());
    List<CommitRow> rows = new ArrayList<>();
    for (Commit commit : commits) {
      LocalDate day = config.calendar().day(commit.at());
      if (config.reports(day)) {
        rows.add(
            new CommitRow(
                commit.repository(),
                commit.id(),
                day,
                config.calendar().weekStart(day),
                config.calendar().monthStart(day),
                phases.position(day)));
      }
    }
    return RecordCodec.rows(spark, CommitRow.class, rows);
  }

  /** A rule that the counting audit counts by. */
  record RuleRow(
      int rulePosition, String rule, String description, Optional<String> tools, boolean isOurs) {}

  /** A phase of the configuration. */
  record PhaseRow(
      int phasePosition, String phase, Optional<LocalDate> fromDay, Optional<LocalDate> toDay) {}

  /** A commit in the calendar. */
  record CommitRow(
      String repository,
      String commitId,
      LocalDate day,
      LocalDate weekStart,
      LocalDate monthStart,
      Optional<Integer> phasePosition) {}
}
