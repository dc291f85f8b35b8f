package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.jobs.spark.RowFiles;
import dev.tokenlake.parsing.project.ProjectPath;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the facts that rules forget. A fact is judged as what all its copies make it, in the
 * session and at the time the tables would show it; then all copies go. What once was forgotten is
 * known again by a digest of its key, whatever a later copy of it says.
 */
public final class ForgetPass {
  /** Facts of one kind and key by a digest that does not tell the key. */
  private static final String DIGEST = "substring(sha2(concat(kind, ':', key), 256), 1, 32)";

  private static final String DIGEST_COLUMN = "digest";

  private final SparkSession spark;
  private final LakeConfig config;
  private final Place scratch;
  private final RecordCodec<Fact> codec = new RecordCodec<>(Fact.class);

  /**
   * @param scratch folder for what the pass finds
   */
  public ForgetPass(SparkSession spark, LakeConfig config, Place scratch) {
    this.spark = spark;
    this.config = config;
    this.scratch = scratch;
  }

  /**
   * Goes through facts.
   *
   * @param stored rows of {@link Fact} that count by the ledger
   * @param fresh rows read tonight
   * @param known digests of what was forgotten before
   * @param whole whether the stored facts are judged too, and not only what fresh ones touch
   */
  public Forgone find(
      ForgetBook book, Dataset<Row> stored, Dataset<Row> fresh, Dataset<Row> known, boolean whole) {
    spark.sparkContext().setJobDescription("forget");
    Dataset<Row> news = unknown(fresh, known);
    Dataset<Row> places = places(stored, fresh, whole || book.hasOpenNames());
    SortedSet<ProjectPath> paths = paths(places);
    ForgetBook resolved = book.among(paths, config.projects());
    Dataset<Row> sessions = sessions(places, paths, resolved, fresh, known);
    JudgeFacts judge = new JudgeFacts(codec, resolved);
    Dataset<Row> forgotten;
    if (whole) {
      forgotten = judged(stored.unionByName(news), sessions, judge);
    } else {
      Dataset<Row> keys =
          judged(news, sessions, judge)
              .select("kind", "key")
              .union(
                  MergeCopies.ofKindsWithCopies(stored)
                      .join(sessions, functions.expr("session_id = of_session"))
                      .select("kind", "key"))
              .distinct();
      Place suspects = scratch.resolve("suspects");
      keys.write().parquet(suspects.location());
      keys = spark.read().parquet(RowFiles.pathOf(suspects));
      forgotten =
          judged(
              semi(MergeCopies.ofKindsWithCopies(stored), keys).unionByName(semi(news, keys)),
              sessions,
              judge);
    }
    Place written = scratch.resolve("forgotten");
    forgotten.write().parquet(written.location());
    places.unpersist();
    return new Forgone(
        resolved,
        spark.read().schema(JudgeFacts.CODEC.schema()).parquet(RowFiles.pathOf(written)),
        news,
        sessions,
        whole ? resolved.idle(paths) : List.of());
  }

  /** Digests of facts, for {@link #find} of later nights. */
  static Dataset<Row> digestsOf(Dataset<Row> forgotten) {
    return forgotten.selectExpr(DIGEST + " AS " + DIGEST_COLUMN);
  }

  /** The digests in some files; none of no file. */
  public static Dataset<Row> digests(SparkSession spark, List<Place> files) {
    StructType schema = new StructType().add(DIGEST_COLUMN, DataTypes.StringType);
    return new RowFiles(spark, schema, files).rows();
  }

  /** How many rows are of facts that were forgotten. */
  public static long remembered(Dataset<Row> facts, Dataset<Row> known) {
    return facts
        .join(
            known.selectExpr(DIGEST_COLUMN + " AS of_digest"),
            functions.expr(DIGEST + " = of_digest"),
            "left_semi")
        .count();
  }

  /** Rows of other kinds and keys than these. */
  static Dataset<Row> without(Dataset<Row> facts, Dataset<Row> keys) {
    return joined(facts, keys, "left_anti");
  }

  /** Rows of these kinds and keys. */
  static Dataset<Row> semi(Dataset<Row> facts, Dataset<Row> keys) {
    return joined(facts, keys, "left_semi");
  }

  private static Dataset<Row> joined(Dataset<Row> facts, Dataset<Row> keys, String how) {
    Dataset<Row> named = keys.selectExpr("kind AS of_kind", "key AS of_key");
    return facts.join(named, functions.expr("kind = of_kind AND key = of_key"), how);
  }

  private static Dataset<Row> unknown(Dataset<Row> facts, Dataset<Row> known) {
    Dataset<Row> digests = known.selectExpr(DIGEST_COLUMN + " AS of_digest");
    return facts.join(digests, functions.expr(DIGEST + " = of_digest"), "left_anti");
  }

  /** Project of each session, as far as one is known. */
  private Dataset<Row> places(Dataset<Row> stored, Dataset<Row> fresh, boolean all) {
    Dataset<Row> spans = stored.where("kind = 'SPAN'");
    Dataset<Row> fromFresh = fresh.where("kind = 'SPAN'");
    Dataset<Row> touched = all ? spans : semi(spans, fromFresh.select("kind", "key").distinct());
    return MergeCopies.of(touched.unionByName(fromFresh), codec)
        .flatMap(new PlaceSessions(codec), PlaceSessions.CODEC.encoder())
        .persist();
  }

  private static SortedSet<ProjectPath> paths(Dataset<Row> places) {
    TreeSet<ProjectPath> paths = new TreeSet<>();
    places
        .select("project_path")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(path -> paths.add(new ProjectPath(path)));
    return paths;
  }

  /** Sessions of forgotten projects, and those that were forgotten before. */
  private Dataset<Row> sessions(
      Dataset<Row> places,
      SortedSet<ProjectPath> paths,
      ForgetBook book,
      Dataset<Row> fresh,
      Dataset<Row> known) {
    List<String> covered = paths.stream().filter(book::covers).map(ProjectPath::text).toList();
    Dataset<Row> covering =
        spark.createDataset(covered, Encoders.STRING()).selectExpr("value AS of_path");
    Dataset<Row> now =
        places
            .join(covering, functions.expr("project_path = of_path"), "left_semi")
            .selectExpr("session_id AS of_session");
    Dataset<Row> before =
        fresh
            .where("session_id <> ''")
            .selectExpr("'SPAN' AS kind", "session_id AS key")
            .distinct()
            .join(
                known.selectExpr(DIGEST_COLUMN + " AS of_digest"),
                functions.expr(DIGEST + " = of_digest"),
                "left_semi")
            .selectExpr("key AS of_session");
    return now.union(before).distinct().persist();
  }

  private Dataset<Row> judged(Dataset<Row> facts, Dataset<Row> sessions, JudgeFacts judge) {
    return MergeCopies.of(facts, codec)
        .join(
            sessions.selectExpr("of_session", "true AS of_forgotten_session"),
            functions.expr("session_id = of_session"),
            "left_outer")
        .flatMap(judge, JudgeFacts.CODEC.encoder());
  }
}
