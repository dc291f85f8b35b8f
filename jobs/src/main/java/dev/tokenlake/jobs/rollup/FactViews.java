package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.calendar.Phase;
import dev.tokenlake.parsing.calendar.Phases;
import dev.tokenlake.parsing.git.Commit;
import dev.tokenlake.parsing.project.ProjectNames;
import dev.tokenlake.parsing.project.ProjectPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The views that the SQL of the tables reads: {@code usage_facts}, {@code usage_sums}, {@code
 * session_facts}, {@code transcripts}, {@code log_files}, {@code commits}, {@code phase_list}, and
 * for the checks {@code fact_sums}; and those of {@link PricingViews}.
 */
final class FactViews {
  /** What every table must add up to. */
  private static final String FACT_SUMS =
      """
      SELECT
          count(*) AS responses,
          count(DISTINCT response_key) AS response_keys,
          count(DISTINCT session_id) AS sessions,
          coalesce(sum(log_lines), 0) AS log_lines,
          coalesce(sum(input_tokens), 0) AS input_tokens,
          coalesce(sum(output_tokens), 0) AS output_tokens,
          coalesce(sum(cache_write_5m_tokens), 0) AS cache_write_5m_tokens,
          coalesce(sum(cache_write_1h_tokens), 0) AS cache_write_1h_tokens,
          coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens,
          count_if(unpriced_reason IS NOT NULL) AS unpriced_responses,
          coalesce(sum(cost_usd), 0) AS cost_usd,
          min(day) AS first_day,
          max(day) AS last_day,
          (SELECT count(*) FROM transcripts WHERE NOT is_agent) AS session_files,
          (SELECT count(*) FROM transcripts WHERE NOT is_agent AND day IS NOT NULL)
              AS session_files_dated
      FROM usage_facts
      """;

  private final SparkSession spark;
  private final LakeConfig config;

  FactViews(SparkSession spark, LakeConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * Registers the views.
   *
   * @param assembled rows of {@link Assembled}, each session once
   * @param facts rows of {@link Fact}
   */
  void register(Dataset<Row> assembled, Dataset<Row> facts, List<Commit> commits) {
    names(assembled).createOrReplaceTempView("project_names");
    phaseList().createOrReplaceTempView("phase_list");
    commits(commits).createOrReplaceTempView("commits");
    facts.where("kind = 'FILE'").selectExpr("file.*").createOrReplaceTempView("file_facts");
    cached(
        "log_files",
        spark.sql(
            """
            SELECT
                file.source,
                file.name,
                file.kind,
                sum(outcome.lines) AS lines,
                sum(outcome.entries) AS entries,
                sum(aggregate(map_values(outcome.ignored), 0L, (sum, n) -> sum + n))
                    AS ignored_lines,
                sum(outcome.rejected) AS rejected_lines
            FROM file_facts
            GROUP BY file.source, file.name, file.kind
            """));
    cached("usage_facts", named(assembled, "usage"));
    cached("usage_sums", spark.sql(new SqlResource("/sql/usage_sums.sql").text()));
    cached("transcripts", named(assembled, "transcript"));
    assembled
        .where("session IS NOT NULL")
        .selectExpr("session.*")
        .selectExpr("* EXCEPT (summary)", "summary.* EXCEPT (session_id)")
        .createOrReplaceTempView("session_rows");
    cached(
        "session_facts",
        spark.sql(
            """
            SELECT
                s.session_id, s.source, n.project, s.project_path, s.start AS start_ts,
                s.end AS end_ts, s.start_day, s.active AS active_ms, s.prompts, s.turns,
                s.subagents, s.peak_context AS peak_context_tokens,
                s.mean_context AS mean_context_tokens, s.last_context AS last_context_tokens,
                s.compactions, s.misses AS cache_misses, s.api_errors, s.interruptions
            FROM session_rows s
            LEFT JOIN project_names n USING (project_path)
            """));
    local("fact_sums", spark.sql(FACT_SUMS));
    new PricingViews(spark, config).register(assembled, facts);
  }

  /** A view that many tables read: kept in memory as far as that reaches, else on disk. */
  private static void cached(String name, Dataset<Row> rows) {
    rows.persist(StorageLevel.MEMORY_AND_DISK()).createOrReplaceTempView(name);
  }

  /** A view of so few rows that it needs no job to be read. */
  private void local(String name, Dataset<Row> rows) {
    spark.createDataFrame(rows.collectAsList(), rows.schema()).createOrReplaceTempView(name);
  }

  /** Rows of one component with the project's name, cut to the days that are reported. */
  private Dataset<Row> named(Dataset<Row> assembled, String component) {
    assembled
        .where(component + " IS NOT NULL")
        .selectExpr(component + ".*")
        .createOrReplaceTempView(component + "_rows");
    Dataset<Row> rows =
        spark.sql(
            "SELECT r.*, n.project, n.project_group FROM "
                + component
                + "_rows r LEFT JOIN project_names n USING (project_path)");
    Dataset<Row> reported = reported(rows, config);
    return config.isWindowed() && component.equals("usage")
        ? reported.withColumn(
            "is_session_first",
            org.apache.spark.sql.functions.expr(
                "row_number() OVER (PARTITION BY session_id ORDER BY ts, turn_index, response_key)"
                    + " = 1"))
        : reported;
  }

  /** Rows whose {@code day} is reported; those without one only when all days are. */
  static Dataset<Row> reported(Dataset<Row> rows, LakeConfig config) {
    Dataset<Row> reported = rows;
    if (config.since().isPresent()) {
      reported = reported.where("day >= DATE '" + config.since().get() + "'");
    }
    if (config.until().isPresent()) {
      reported = reported.where("day <= DATE '" + config.until().get() + "'");
    }
    return reported;
  }

  private Dataset<Row> names(Dataset<Row> assembled) {
    TreeSet<ProjectPath> paths = new TreeSet<>();
    assembled
        .where("session IS NOT NULL AND session.project_path IS NOT NULL")
        .select("session.project_path")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(path -> paths.add(new ProjectPath(path)));
    ProjectNames names = ProjectNames.of(paths, config.projects());
    return rows(
        spark,
        ProjectRow.class,
        paths.stream()
            .map(
                path -> {
                  String name = names.nameOf(path);
                  return new ProjectRow(
                      path.text(), name, Optional.ofNullable(config.groups().get(name)));
                })
            .toList());
  }

  private Dataset<Row> phaseList() {
    List<PhaseRow> rows = new ArrayList<>();
    for (Phase phase : Phases.orAll(config.phases()).phases()) {
      rows.add(new PhaseRow(rows.size() + 1, phase.name(), phase.from(), phase.to()));
    }
    return rows(spark, PhaseRow.class, rows);
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
    return rows(spark, CommitRow.class, rows);
  }

  /** A dataset of records the driver made. */
  static <T extends Record> Dataset<Row> rows(SparkSession spark, Class<T> type, List<T> records) {
    RecordCodec<T> codec = new RecordCodec<>(type);
    return spark.createDataFrame(records.stream().map(codec::toRow).toList(), codec.schema());
  }

  /** Name of a project path. */
  record ProjectRow(String projectPath, String project, Optional<String> projectGroup) {}

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
