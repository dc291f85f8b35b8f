package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.rollup.RollupState.Named;
import dev.tokenlake.jobs.rollup.RollupState.UsagePart;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.jobs.spark.SparkSessions;
import dev.tokenlake.parsing.git.Commit;
import dev.tokenlake.parsing.project.ProjectNames;
import dev.tokenlake.parsing.project.ProjectPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The views that the SQL of the tables reads: those of calls, {@code usage_facts}; those that are
 * kept by session, {@code usage_sums}, {@code usage_marks}, {@code logged_sums}, {@code
 * session_facts}, {@code transcripts}; what is summed up from what is kept, {@code usage_cells} and
 * {@code audit_facts}; {@code log_files}; for the checks {@code fact_sums} and {@code
 * usage_elsewhere}; and those of {@link SettingViews} and {@link PricingViews}.
 */
final class FactViews {
  private final SparkSession spark;
  private final LakeConfig config;
  private final boolean small;

  /**
   * @param small whether views are so small that one task reads each of them soonest
   */
  FactViews(SparkSession spark, LakeConfig config, boolean small) {
    this.spark = spark;
    this.config = config;
    this.small = small;
  }

  /** Registers what needs no facts, and the functions that SQL uses. */
  void registerSettings(List<Commit> commits) {
    for (String function : new SqlFunctions().statements()) {
      spark.sql(function);
    }
    new SettingViews(spark, config).register(commits);
    new PricingViews(spark, config).registerSettings();
  }

  /** Registers {@code project_names}, for sessions of these rows, and returns what it says. */
  SortedMap<String, Named> registerNames(Dataset<Row> sessions) {
    TreeSet<ProjectPath> paths = new TreeSet<>();
    sessions
        .where("session IS NOT NULL AND session.project_path IS NOT NULL")
        .select("session.project_path")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(path -> paths.add(new ProjectPath(path)));
    ProjectNames names = ProjectNames.of(paths, config.projects());
    SortedMap<String, Named> named = new TreeMap<>();
    List<ProjectRow> rows = new ArrayList<>();
    for (ProjectPath path : paths) {
      String name = names.nameOf(path);
      Optional<String> group = Optional.ofNullable(config.groups().get(name));
      rows.add(new ProjectRow(path.text(), name, group));
      named.put(path.text(), new Named(name, group.orElse("")));
    }
    RecordCodec.rows(spark, ProjectRow.class, rows).createOrReplaceTempView("project_names");
    return named;
  }

  /**
   * Registers {@code usage_facts}; {@code project_names} must be there.
   *
   * @param assembled rows of {@link Assembled}, each session once
   */
  void registerUsage(Dataset<Row> assembled) {
    Dataset<Row> rows = reported(named(assembled, "usage"), config);
    Dataset<Row> usage =
        config.isWindowed()
            ? rows.withColumn(
                "is_session_first",
                functions.expr(
                    "row_number() OVER (PARTITION BY session_id ORDER BY ts, turn_index,"
                        + " response_key) = 1"))
            : rows;
    usage.persist(StorageLevel.MEMORY_AND_DISK()).createOrReplaceTempView("usage_facts");
  }

  /**
   * Registers the views that are kept by session, and those of facts that have no session.
   *
   * @param sums rows of {@link SessionSums} that count
   * @param facts rows of {@link Fact} that have no session
   * @return whether what most tables are made of is few rows
   */
  boolean register(Dataset<Row> sums, Dataset<Row> facts) {
    Dataset<Row> files = facts.where("kind = 'FILE'");
    files.selectExpr("file.*").createOrReplaceTempView("file_facts");
    cached("log_files", sql("log_files"));
    cachedOfMany("usage_sums", named(sums, SessionView.USAGE_SUMS.viewName()));
    for (SessionView view : List.of(SessionView.USAGE_MARKS, SessionView.LOGGED_SUMS)) {
      cachedOfMany(view.viewName(), of(sums, view.viewName()));
    }
    cachedOfMany("transcripts", reported(named(sums, "transcript"), config));
    cachedOfMany(
        "session_rows",
        of(sums, "session").selectExpr("* EXCEPT (summary, session_id)", "summary.*"));
    sql("session_facts").createOrReplaceTempView("session_facts");
    localOfMany(
        spark,
        "audit_facts",
        addedUp(reported(of(sums, "audit"), config), "rule", "source", "month_start"));
    local(spark, "fact_sums", sql("fact_sums"));
    cached(UsageCells.VIEW, UsageCells.rows(spark));
    Dataset<Row> cells = spark.table(UsageCells.VIEW);
    boolean few = cells.count() <= TableBuilder.MOST_LOCAL_ROWS;
    if (few) {
      local(spark, UsageCells.VIEW, cells);
      cells.unpersist();
    }
    new PricingViews(spark, config).register(sums, facts);
    return few;
  }

  /** Registers {@code usage_elsewhere}: what files that tonight did not write add up to. */
  void registerElsewhere(Collection<UsagePart> parts) {
    UsageSums sums = parts.stream().map(UsagePart::sums).reduce(UsageSums.NONE, UsageSums::plus);
    RecordCodec.rows(spark, UsageSums.class, List.of(sums))
        .createOrReplaceTempView("usage_elsewhere");
  }

  /** Calls by day, those without a time aside. */
  SortedMap<LocalDate, Long> callsOfDays() {
    SortedMap<LocalDate, Long> calls = new TreeMap<>();
    spark
        .sql("SELECT day, sum(responses) FROM usage_sums WHERE day IS NOT NULL GROUP BY day")
        .collectAsList()
        .forEach(row -> calls.put(row.getAs(0), row.getLong(1)));
    return calls;
  }

  /** How many sessions have a call. */
  long sessions() {
    return spark.sql("SELECT sessions FROM fact_sums").first().getLong(0);
  }

  /** What a file of SQL named like its view says. */
  private Dataset<Row> sql(String view) {
    return SqlResource.ofView(view).rows(spark);
  }

  /** A view that many tables read: kept in memory as far as that reaches, else on disk. */
  private void cached(String name, Dataset<Row> rows) {
    persisted(rows).createOrReplaceTempView(name);
  }

  /** The same of rows that are picked out of many. */
  private void cachedOfMany(String name, Dataset<Row> rows) {
    SparkSessions.takingFew(spark, () -> persisted(rows)).createOrReplaceTempView(name);
  }

  private Dataset<Row> persisted(Dataset<Row> rows) {
    return (small ? rows.coalesce(1) : rows).persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** A view of so few rows that it needs no job to be read. */
  static void local(SparkSession spark, String name, Dataset<Row> rows) {
    local(spark, name, rows.schema(), rows.collectAsList());
  }

  /** The same of rows that are picked out of many. */
  static void localOfMany(SparkSession spark, String name, Dataset<Row> rows) {
    local(spark, name, rows.schema(), SparkSessions.takingFew(spark, rows::collectAsList));
  }

  private static void local(SparkSession spark, String name, StructType schema, List<Row> rows) {
    spark.createDataFrame(rows, schema).createOrReplaceTempView(name);
  }

  /**
   * Rows that add up over any grouping, in one for each of its groups: tables that sum them up
   * further have few to read then.
   */
  static Dataset<Row> addedUp(Dataset<Row> rows, String... keys) {
    List<Column> sums =
        Arrays.stream(rows.schema().fields())
            .filter(field -> field.dataType() instanceof NumericType)
            .map(StructField::name)
            .filter(name -> !List.of(keys).contains(name))
            .map(name -> functions.sum(name).as(name))
            .toList();
    return rows.groupBy(Arrays.stream(keys).map(functions::col).toArray(Column[]::new))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  /** Rows of one component. */
  private Dataset<Row> of(Dataset<Row> rows, String component) {
    Dataset<Row> found = rows.where(component + " IS NOT NULL").selectExpr(component + ".*");
    return small ? found.coalesce(1) : found;
  }

  /** Rows of one component, and the names that their projects have tonight. */
  private Dataset<Row> named(Dataset<Row> rows, String component) {
    return named(spark, of(rows, component));
  }

  /** Rows with the names that the projects at their paths have tonight, in place of any other. */
  static Dataset<Row> named(SparkSession spark, Dataset<Row> rows) {
    return rows.drop("project", "project_group")
        .join(spark.table("project_names"), new String[] {"project_path"}, "left");
  }

  /** Rows whose {@code day} is reported; those without one only when all days are. */
  static Dataset<Row> reported(Dataset<Row> rows, LakeConfig config) {
    Dataset<Row> reported = rows;
    if (config.since().isPresent()) {
      reported = reported.where(functions.col("day").geq(config.since().get()));
    }
    if (config.until().isPresent()) {
      reported = reported.where(functions.col("day").leq(config.until().get()));
    }
    return reported;
  }

  /** Name of a project path. */
  record ProjectRow(String projectPath, String project, Optional<String> projectGroup) {}
}
