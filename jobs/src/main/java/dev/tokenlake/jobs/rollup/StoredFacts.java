package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.store.StoredFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Facts by the files that hold them, each of which can be written anew. */
public final class StoredFacts {
  private static final String FILE = "file_name";

  private final SparkSession spark;
  private final List<StoredFile> files;
  private final Ledger ledger;

  /**
   * @param files of facts
   * @param ledger that says which of their rows count
   */
  public StoredFacts(SparkSession spark, Collection<StoredFile> files, Ledger ledger) {
    this.spark = spark;
    this.files = List.copyOf(files);
    this.ledger = ledger;
  }

  /** Other files of facts of the same lake. */
  public StoredFacts of(Collection<StoredFile> others) {
    return new StoredFacts(spark, others, ledger);
  }

  /** All rows. */
  public Dataset<Row> all() {
    return read(files);
  }

  /** The rows that count. */
  public Dataset<Row> live() {
    return LiveFacts.of(spark, all(), ledger);
  }

  /** Files with rows of facts that are forgotten, whether those count or not. */
  public List<StoredFile> holding(Forgone found) {
    return filesOf(found.goingOf(named()));
  }

  /** Files with rows that say how much of a session was forgotten. */
  public List<StoredFile> holdingPasts() {
    return filesOf(pasts(named()));
  }

  /** Files with rows that do not count, or that a later read of their input contradicts. */
  public List<StoredFile> holdingOld() {
    return ledger.withOldFacts().isEmpty()
        ? List.of()
        : filesOf(
            identities(LiveFacts.dead(spark, named(), ledger))
                .unionByName(identities(LiveFacts.contradicted(spark, named(), ledger))));
  }

  /** The rows that count of some of the files. */
  public Dataset<Row> live(List<StoredFile> some) {
    return LiveFacts.of(spark, read(some), ledger);
  }

  /** The rows that count of some of the files and that no later read contradicts. */
  public Dataset<Row> latest(List<StoredFile> some) {
    if (ledger.withOldFacts().isEmpty()) {
      return read(some);
    }
    Dataset<Row> old =
        identities(LiveFacts.contradicted(spark, named(), ledger))
            .selectExpr("kind AS of_kind", "key AS of_key", "origin AS of_origin");
    return live(some)
        .join(
            old,
            functions.expr("kind = of_kind AND key = of_key AND origin = of_origin"),
            "left_anti");
  }

  /** Rows that say how much of a session was forgotten, but for those that others have. */
  public Dataset<Row> pastsBut(StoredFacts others) {
    Dataset<Row> theirs =
        pasts(others.all()).selectExpr("key AS of_key", "origin.input AS of_commit");
    return pasts(all())
        .join(theirs, functions.expr("key = of_key AND origin.input = of_commit"), "left_anti");
  }

  /** Rows but for those that say how much of a session was forgotten. */
  public static Dataset<Row> withoutPasts(Dataset<Row> facts) {
    return facts.where("kind <> 'PAST'");
  }

  private static Dataset<Row> pasts(Dataset<Row> facts) {
    return facts.where("kind = 'PAST'");
  }

  private static Dataset<Row> identities(Dataset<Row> named) {
    return named.select("kind", "key", "origin", FILE);
  }

  private Dataset<Row> named() {
    return all().withColumn(FILE, functions.input_file_name());
  }

  private Dataset<Row> read(List<StoredFile> some) {
    return FactFiles.read(spark, some.stream().map(StoredFile::path).toList());
  }

  private List<StoredFile> filesOf(Dataset<Row> named) {
    Set<String> names =
        named.select(FILE).distinct().as(Encoders.STRING()).collectAsList().stream()
            .map(path -> path.substring(path.lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    return files.stream().filter(file -> names.contains(file.path().name())).toList();
  }
}
