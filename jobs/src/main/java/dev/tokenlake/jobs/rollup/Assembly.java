package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.jobs.spark.RowFiles;
import dev.tokenlake.jobs.spark.SparkSessions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Merges the copies of facts and puts sessions together out of them. */
final class Assembly {
  private final SparkSession spark;
  private final LakeConfig config;
  private final RecordCodec<Fact> codec = new RecordCodec<>(Fact.class);

  Assembly(SparkSession spark, LakeConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * All sessions, as rows of {@link Assembled}, written once since everything else reads them.
   *
   * @param folder made by this call
   */
  Dataset<Row> all(LakeFacts facts, Place folder) {
    return written(MergeCopies.of(facts.live(), codec), folder);
  }

  /**
   * Only the sessions that are touched.
   *
   * @param folder made by this call
   */
  Dataset<Row> of(Touched touched, LakeFacts facts, Place folder) {
    // Taken out by one plan and put together by another: one for both is more than a loop can hold.
    Dataset<Row> copies =
        SparkSessions.takingFew(
            spark, () -> facts.copiesIn(touched).persist(StorageLevel.MEMORY_AND_DISK()));
    try {
      return written(
          MergeCopies.of(copies, codec)
              .where(functions.col("session_id").isInCollection(touched.sessions())),
          folder);
    } finally {
      copies.unpersist();
    }
  }

  private Dataset<Row> written(Dataset<Row> merged, Place folder) {
    RecordCodec<Assembled> assembled = new RecordCodec<>(Assembled.class);
    spark.sparkContext().setJobDescription("merge copies and price");
    merged
        .groupBy("session_id")
        .as(Encoders.STRING(), codec.encoder())
        .flatMapGroups(new AssembleSessions(codec, assembled, config), assembled.encoder())
        .write()
        .parquet(folder.location());
    spark.sparkContext().setJobDescription("tables");
    return spark.read().schema(assembled.schema()).parquet(RowFiles.pathOf(folder));
  }
}
