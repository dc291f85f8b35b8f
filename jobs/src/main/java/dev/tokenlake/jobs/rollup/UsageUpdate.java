package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.RollupState.Named;
import dev.tokenlake.jobs.rollup.RollupState.UsagePart;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes the usage table of a generation: whole, or the files that a change reaches. */
final class UsageUpdate {
  private static final PublishedTable TABLE = PublishedTable.USAGE;

  private final SparkSession spark;
  private final FactViews views;
  private final Generation generation;
  private final Place scratch;
  private final SqlModel model = new SqlModel(TABLE.tableName());

  /**
   * @param views with {@code usage_facts} and {@code usage_sums}
   * @param scratch folder on the generation's disk
   */
  UsageUpdate(SparkSession spark, FactViews views, Generation generation, Place scratch) {
    this.spark = spark;
    this.views = views;
    this.generation = generation;
    this.scratch = scratch;
  }

  /** Writes all files; returns what each holds. */
  SortedMap<String, UsagePart> whole(TableBuilder builder, List<String> broken) {
    UsageFiles files = UsageFiles.of(views.callsOfDays());
    return write(rows(), files, keys("usage_sums", files), builder, broken);
  }

  /**
   * Writes the files with calls of changed sessions, and links the others.
   *
   * @param kept sums of the generation
   * @param projects names of tonight
   */
  SortedMap<String, UsagePart> changed(
      Change change,
      KeptSums kept,
      SortedMap<String, Named> projects,
      TableBuilder builder,
      List<String> broken) {
    RollupState state = change.earlier().state();
    Place old = folder(change.earlier().generation());
    UsageFiles before = UsageFiles.ofNames(state.usage().keySet());
    UsageFiles files = before.extended(views.callsOfDays(), lastDayOfOthers(kept.others()));
    Set<String> gone = new TreeSet<>();
    if (isRenamed(state.projects(), projects)) {
      gone.addAll(state.usage().keySet());
    } else {
      kept.before()
          .where("usage_sums IS NOT NULL")
          .selectExpr("usage_sums.day")
          .createOrReplaceTempView("replaced_days");
      keys("replaced_days", before).forEach(key -> gone.add(UsageFiles.fileName(key)));
      keys("usage_facts", files).forEach(key -> gone.add(UsageFiles.fileName(key)));
      gone.retainAll(state.usage().keySet());
    }
    Dataset<Row> stay =
        named(new UsageTable(spark, model.schema(), old).read(gone))
            .join(
                functions.broadcast(sessions(change.sessions())),
                functions.expr("session_id = changed_session"),
                "left_anti");
    SortedMap<String, UsagePart> parts = new TreeMap<>(state.usage());
    parts.keySet().removeAll(gone);
    link(old, parts.keySet());
    Dataset<Row> all = rows().unionByName(stay);
    Set<String> keys = new TreeSet<>(keys("usage_facts", files));
    gone.forEach(name -> keys.add(UsageFiles.keyOf(name)));
    if (!keys.isEmpty()) {
      parts.putAll(write(all, files, keys, builder, broken));
    }
    return parts;
  }

  /** Rows of the sessions that were put together tonight. */
  private Dataset<Row> rows() {
    return model.rows(spark, Map.of());
  }

  private SortedMap<String, UsagePart> write(
      Dataset<Row> rows,
      UsageFiles files,
      Set<String> keys,
      TableBuilder builder,
      List<String> broken) {
    UsageTable table = new UsageTable(spark, model.schema(), folder(generation));
    Set<String> linked = table.names();
    table.write(rows, files, keys, scratch.resolve("usage"));
    Set<String> written = table.names();
    written.removeAll(linked);
    // Read back, so that the checks and the digest are of what is published.
    views.registerWritten(
        files.keySql() + keys.stream().collect(Collectors.joining("', '", " IN ('", "')")));
    broken.addAll(builder.violations(TABLE, table.read(written)));
    return table.digests(written);
  }

  /** Keys of the files that hold the days of a view. */
  private Set<String> keys(String view, UsageFiles files) {
    return new TreeSet<>(
        spark
            .table(view)
            .select(functions.expr(files.keySql()))
            .distinct()
            .as(Encoders.STRING())
            .collectAsList());
  }

  private Optional<LocalDate> lastDayOfOthers(Dataset<Row> others) {
    Row last = others.selectExpr("max(usage_sums.day)").first();
    return last.isNullAt(0) ? Optional.empty() : Optional.of(last.getAs(0));
  }

  private static boolean isRenamed(SortedMap<String, Named> before, SortedMap<String, Named> now) {
    return before.entrySet().stream()
        .anyMatch(
            entry ->
                now.containsKey(entry.getKey())
                    && !now.get(entry.getKey()).equals(entry.getValue()));
  }

  /** With the names that projects have tonight. */
  private Dataset<Row> named(Dataset<Row> rows) {
    rows.drop("project", "project_group").createOrReplaceTempView("usage_without_names");
    return spark
        .sql(
            """
            SELECT u.*, n.project, n.project_group
            FROM usage_without_names u LEFT JOIN project_names n USING (project_path)
            """)
        .select(
            Arrays.stream(model.schema().fieldNames()).map(functions::col).toArray(Column[]::new));
  }

  private Dataset<Row> sessions(Collection<String> sessions) {
    return spark.createDataFrame(
        sessions.stream().map(RowFactory::create).toList(),
        new StructType().add("changed_session", DataTypes.StringType));
  }

  private static Place folder(Generation generation) {
    return generation.tables().resolve(TABLE.tableName());
  }

  private void link(Place from, Collection<String> names) {
    Place to = folder(generation);
    to.createFolder();
    names.forEach(name -> from.resolve(name).cloneTo(to.resolve(name)));
  }
}
