package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The {@link SessionSums} of a generation: files of the earlier one, as links, and one of this
 * night; or all in few files when they have become many.
 */
final class KeptSums {
  private static final String FOLDER = "sums";

  /** Nights after which the files are merged. */
  private static final int MOST_NIGHTS = 16;

  private final SessionSums sums;
  private final Generation generation;
  private final Optional<Change> change;
  private final List<Place> earlier;

  /**
   * @param change absent when every session is written
   */
  KeptSums(SparkSession spark, Generation generation, Optional<Change> change) {
    this.sums = new SessionSums(spark);
    this.generation = generation;
    this.change = change;
    this.earlier = change.map(c -> files(c.earlier().generation())).orElse(List.of());
  }

  /** Sessions that are not written tonight; none when all are. */
  Dataset<Row> others() {
    return sums.currentBut(earlier, change.map(Change::sessions).orElse(Set.of()));
  }

  /** What the sessions that are written tonight were like before. */
  Dataset<Row> before() {
    return SessionFamilies.ofSessions(
        sums.currentBut(earlier, Set.of()), change.map(Change::sessions).orElse(Set.of()));
  }

  /**
   * Writes tonight's rows, and returns all that count now.
   *
   * @param assembled rows whose calls are the view {@code usage_facts}
   * @param scratch folder made by this call, on the same disk
   * @param files how many to write
   */
  Dataset<Row> write(Dataset<Row> assembled, Place scratch, int files) {
    Place folder = generation.root().resolve(FOLDER);
    boolean merge = earlier.stream().map(SessionSums::night).distinct().count() >= MOST_NIGHTS;
    Dataset<Row> fresh =
        sums.rows(assembled, change.map(Change::sessions).orElse(Set.of()), generation.number());
    Dataset<Row> others = others();
    sums.write(
        merge ? fresh.unionByName(sums.as(others, generation.number())) : fresh, scratch, files);
    folder.createFolder();
    if (!merge) {
      change.ifPresent(c -> c.earlier().generation().root().resolve(FOLDER).cloneTo(folder));
    }
    List<Place> written = sums.place(scratch, folder, generation.number());
    Dataset<Row> now = merge ? sums.read(written) : others.unionByName(sums.read(written));
    return now.coalesce(files).persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static List<Place> files(Generation generation) {
    return generation.root().resolve(FOLDER).children();
  }
}
