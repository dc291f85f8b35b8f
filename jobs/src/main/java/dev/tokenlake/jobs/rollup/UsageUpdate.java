package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.RollupState.Named;
import dev.tokenlake.jobs.rollup.RollupState.UsagePart;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes the usage table of a generation: whole, or what differs from that of an earlier one. Most
 * calls of a session that goes on are what they were, so most files can stay as they are.
 */
final class UsageUpdate {
  private static final PublishedTable TABLE = PublishedTable.USAGE;

  /** View of the rows that tonight wrote. */
  static final String WRITTEN_VIEW = "usage_written";

  private static final Column GONE = functions.expr("response_key = gone_key");

  private final SparkSession spark;
  private final FactViews views;
  private final Generation generation;
  private final Place scratch;
  private final Sizes sizes;
  private final SqlModel model = new SqlModel(TABLE.tableName());
  private final Set<String> takenOver = new TreeSet<>();

  /**
   * @param views with {@code usage_facts} and {@code usage_sums}
   * @param scratch folder on the generation's disk
   */
  UsageUpdate(
      SparkSession spark, FactViews views, Generation generation, Place scratch, Sizes sizes) {
    this.sizes = sizes;
    this.spark = spark;
    this.views = views;
    this.generation = generation;
    this.scratch = scratch;
  }

  /** Names in the generation of the files that are those of the earlier one. */
  Set<String> takenOver() {
    return takenOver;
  }

  /** Writes all files; returns what each holds. */
  SortedMap<String, UsagePart> whole() {
    return whole(rows());
  }

  private SortedMap<String, UsagePart> whole(Dataset<Row> rows) {
    SortedMap<LocalDate, Long> calls = views.callsOfDays();
    UsageTable table = table(generation);
    table.write(rows, UsageFiles.of(calls, sizes.rowsPerFile()), scratch.resolve("usage"));
    return parts(table, new TreeMap<>());
  }

  /**
   * Writes a file of the calls that are new or other than before, and the files anew that such
   * calls leave; links the others.
   *
   * @param projects names of tonight
   */
  SortedMap<String, UsagePart> changed(Change change, SortedMap<String, Named> projects) {
    RollupState state = change.earlier().state();
    UsageTable before = table(change.earlier().generation());
    if (isRenamed(state.projects(), projects) || isDue(state)) {
      return whole(
          rows()
              .unionByName(
                  FactViews.named(spark, others(before.read(state.usage().keySet()), change))));
    }
    Dataset<Row> compared =
        compared(before.readNamed(state.usage().keySet(), change.sessions())).persist();
    Map<String, List<Row>> left = new TreeMap<>();
    compared
        .where("old_key IS NOT NULL AND NOT (old_row <=> new_row)")
        .select("in_file", "old_key")
        .collectAsList()
        .forEach(row -> left.computeIfAbsent(row.getString(0), f -> new ArrayList<>()).add(row));
    SortedMap<String, UsagePart> kept = new TreeMap<>(state.usage());
    kept.keySet().removeAll(left.keySet());
    UsageTable table = table(generation);
    table.takeOver(before, kept.keySet());
    kept.keySet().forEach(name -> takenOver.add(table.nameInGeneration(name)));
    left.forEach(
        (name, gone) ->
            table.write(
                before.read(List.of(name)).join(keys(gone), GONE, "left_anti"),
                UsageFiles.again(name, generation.number()),
                scratch.resolve("usage-" + name)));
    Dataset<Row> fresh =
        compared.where("new_key IS NOT NULL AND NOT (old_row <=> new_row)").select("new_row.*");
    table.write(fresh, UsageFiles.ofNight(generation.number()), scratch.resolve("usage-fresh"));
    SortedMap<String, UsagePart> parts = parts(table, kept);
    compared.unpersist();
    return parts;
  }

  /** Whether so many nights have a file of their own that all are better written in one go. */
  private boolean isDue(RollupState state) {
    return state.usage().keySet().stream().filter(UsageFiles::isOfNight).count()
        >= sizes.nightsPerMerge();
  }

  /**
   * Each call of the changed sessions as it was, with its file, beside what it is now.
   *
   * @param before calls of these sessions
   */
  private Dataset<Row> compared(Dataset<Row> before) {
    Column[] columns =
        Arrays.stream(model.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
    Dataset<Row> old =
        before.select(
            functions.col("response_key").as("old_key"),
            functions.col(UsageTable.FILE),
            functions.struct(columns).as("old_row"));
    Dataset<Row> now =
        rows()
            .select(
                functions.col("response_key").as("new_key"),
                functions.struct(columns).as("new_row"));
    return old.join(now, functions.expr("old_key = new_key"), "full_outer");
  }

  /** Rows of the sessions that were put together tonight. */
  private Dataset<Row> rows() {
    return model.rows(spark, Map.of());
  }

  /** What the files hold; those that are not taken over are read back and become the view. */
  private SortedMap<String, UsagePart> parts(UsageTable table, SortedMap<String, UsagePart> kept) {
    Set<String> written = table.names();
    written.removeAll(kept.keySet());
    table.read(written).createOrReplaceTempView(WRITTEN_VIEW);
    views.registerElsewhere(kept.values());
    SortedMap<String, UsagePart> parts = new TreeMap<>(kept);
    parts.putAll(table.parts(written));
    return parts;
  }

  private static boolean isRenamed(SortedMap<String, Named> before, SortedMap<String, Named> now) {
    return before.entrySet().stream()
        .anyMatch(
            entry ->
                now.containsKey(entry.getKey())
                    && !now.get(entry.getKey()).equals(entry.getValue()));
  }

  private Dataset<Row> others(Dataset<Row> rows, Change change) {
    Dataset<Row> sessions =
        spark.createDataFrame(
            change.sessions().stream().map(RowFactory::create).toList(),
            new StructType().add("changed_session", DataTypes.StringType));
    return rows.join(
        functions.broadcast(sessions), functions.expr("session_id = changed_session"), "left_anti");
  }

  private Dataset<Row> keys(List<Row> gone) {
    return functions.broadcast(
        spark.createDataFrame(
            gone.stream().map(row -> RowFactory.create(row.getString(1))).toList(),
            new StructType().add("gone_key", DataTypes.StringType)));
  }

  private UsageTable table(Generation of) {
    return new UsageTable(spark, model.schema(), of);
  }
}
