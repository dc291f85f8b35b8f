package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.ledger.LedgerFile;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.jobs.spark.RowFiles;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows of {@link Fact} in files. */
public final class FactFiles {
  /** Of fewer rows, looking through the list of all pages costs more than the rows it saves. */
  private static final int ROWS_PER_PAGE = 1_000;

  private FactFiles() {}

  /** Columns of the fact table: those of facts and those of the ledger; each file has its own. */
  public static StructType tableSchema() {
    StructType schema = new RecordCodec<>(Fact.class).schema();
    for (StructField field : StructType.fromDDL(LedgerFile.ddl()).fields()) {
      schema = schema.add(field);
    }
    return schema;
  }

  /**
   * Writes rows of {@link Fact} sorted by session, in small pages, so that who looks for the facts
   * of some sessions can leave most pages out.
   *
   * @param folder made by this call
   */
  public static void write(Dataset<Row> facts, Place folder) {
    facts
        .sortWithinPartitions("session_id", "kind", "key")
        .write()
        .option("parquet.page.row.count.limit", ROWS_PER_PAGE)
        .parquet(folder.location());
  }

  /** The rows of some files or folders; none of no file. */
  public static Dataset<Row> read(SparkSession spark, List<Place> files) {
    return files(spark, files).rows();
  }

  /** Those of them that are of some sessions. */
  public static Dataset<Row> read(
      SparkSession spark, List<Place> files, Collection<String> sessions) {
    return files(spark, files).rowsOf("session_id", sessions);
  }

  private static RowFiles files(SparkSession spark, List<Place> files) {
    return new RowFiles(spark, new RecordCodec<>(Fact.class).schema(), files);
  }
}
