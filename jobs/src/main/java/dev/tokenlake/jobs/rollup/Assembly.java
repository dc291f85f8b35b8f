package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.spark.RecordCodec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Merges the copies of facts and puts sessions together out of them. */
final class Assembly {
  private final SparkSession spark;
  private final LakeConfig config;

  Assembly(SparkSession spark, LakeConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * Rows of {@link Assembled}, written once since everything else reads them.
   *
   * @param facts with every copy of each of them
   * @param folder made by this call
   */
  Dataset<Row> run(Dataset<Row> facts, Place folder) {
    RecordCodec<Fact> factCodec = new RecordCodec<>(Fact.class);
    RecordCodec<Assembled> codec = new RecordCodec<>(Assembled.class);
    spark.sparkContext().setJobDescription("merge copies and price");
    MergeCopies.of(facts, factCodec)
        .groupBy("session_id")
        .as(Encoders.STRING(), factCodec.encoder())
        .flatMapGroups(new AssembleSessions(factCodec, codec, config), codec.encoder())
        .write()
        .parquet(folder.location());
    spark.sparkContext().setJobDescription("tables");
    return spark.read().schema(codec.schema()).parquet(folder.location());
  }
}
