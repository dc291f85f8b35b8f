package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.spark.RowFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Makes the tables that are aggregates from the views, and checks them. */
final class TableBuilder {
  /** Offending rows that a message names. */
  private static final int NAMED_VIOLATIONS = 5;

  /** So many rows at most are handled in the driver's memory. */
  static final int MOST_LOCAL_ROWS = 20_000;

  private final SparkSession spark;
  private final Map<String, Object> parameters;
  private final boolean small;

  /**
   * @param parameters of the queries, by name
   * @param small whether one task reads everything soonest
   */
  TableBuilder(SparkSession spark, Map<String, Object> parameters, boolean small) {
    this.small = small;
    this.spark = spark;
    this.parameters = Map.copyOf(parameters);
  }

  /** Makes and checks tables, in the order given. */
  List<Built> buildAll(Collection<PublishedTable> tables, Generation generation) {
    // Planning a small query costs more than running it, so several are planned at once.
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Callable<Built>> builds = new ArrayList<>();
      for (PublishedTable table : tables) {
        builds.add(() -> build(table, generation.tables().resolve(table.tableName())));
      }
      List<Built> built = new ArrayList<>();
      // All have ended when this returns, so that none writes on after a failed one.
      for (Future<Built> table : threads.invokeAll(builds)) {
        built.add(table.get());
      }
      return built;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A table could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Built build(PublishedTable table, Place folder) {
    SqlModel model = new SqlModel(table.tableName());
    folder.createFolder();
    Place file = folder.resolve("part-00000.parquet");
    long rows =
        TableFile.write(file, model.schema(), model.rows(spark, parameters).toLocalIterator());
    // Read back, so that the checks and the digest are of what is published.
    if (rows > MOST_LOCAL_ROWS) {
      Dataset<Row> written = spark.read().schema(model.schema()).parquet(RowFiles.pathOf(file));
      return new Built(table, TableDigest.of(written), violations(table, written));
    }
    List<Row> written = TableFile.read(file, model.schema());
    return new Built(
        table,
        TableDigest.of(written, model.schema()),
        violations(table, spark.createDataFrame(written, model.schema()).coalesce(1)));
  }

  /** Rules that rows of a table break, with figures; its view is made from them. */
  List<String> violations(PublishedTable table, Dataset<Row> rows) {
    String name = table.tableName();
    rows.createOrReplaceTempView(name);
    return told(
        new SqlModel(name)
            .violations(spark)
            .select(functions.lit(name).as("table_name"), functions.col("*")));
  }

  /** Rules that tables break which sum usage up, with figures; all have their views. */
  List<String> violationsOfSummaries(Collection<PublishedTable> tables) {
    return told(Summaries.violations(spark, tables));
  }

  /** The first of the rows, each a table, a rule and figures. */
  private List<String> told(Dataset<Row> violations) {
    return (small ? violations.coalesce(1) : violations)
        .limit(NAMED_VIOLATIONS).collectAsList().stream()
            .map(row -> Violation.of(row).toString())
            .toList();
  }

  /**
   * A table that was written.
   *
   * @param broken identities that do not hold
   */
  record Built(PublishedTable table, TableDigest digest, List<String> broken) {
    Built {
      broken = List.copyOf(broken);
    }
  }
}
