package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The {@link SessionSums} of a generation: files of the earlier one, as links, and one of this
 * night; or all in few files when they have become many.
 */
final class KeptSums {
  private static final String FOLDER = "sums";

  private final SessionSums sums;
  private final Generation generation;
  private final Optional<Change> change;
  private final Sizes sizes;
  private final List<Place> earlier;
  private final Dataset<Row> others;
  private final Set<String> takenOver = new TreeSet<>();

  /**
   * @param change absent when every session is written
   */
  KeptSums(SparkSession spark, Generation generation, Optional<Change> change, Sizes sizes) {
    this.sizes = sizes;
    this.sums = new SessionSums(spark);
    this.generation = generation;
    this.change = change;
    this.earlier = change.map(c -> files(c.earlier().generation())).orElse(List.of());
    this.others = sums.currentBut(earlier, change.map(Change::sessions).orElse(Set.of()));
  }

  /** Names in the generation of the files that are those of the earlier one. */
  Set<String> takenOver() {
    return takenOver;
  }

  /** Sessions that are not written tonight; none when all are. */
  Dataset<Row> others() {
    return others;
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
    boolean merge =
        earlier.stream().map(SessionSums::night).distinct().count() >= sizes.nightsPerMerge();
    Dataset<Row> fresh =
        sums.rows(assembled, change.map(Change::sessions).orElse(Set.of()), generation.number());
    sums.write(
        merge ? fresh.unionByName(sums.as(others, generation.number())) : fresh, scratch, files);
    folder.createFolder();
    if (!merge) {
      for (Place file : earlier) {
        file.cloneTo(folder.resolve(file.name()));
        takenOver.add(FOLDER + "/" + file.name());
      }
    }
    List<Place> written = sums.place(scratch, folder, generation.number());
    Dataset<Row> now = merge ? sums.read(written) : others.unionByName(sums.read(written));
    return now.coalesce(files);
  }

  private static List<Place> files(Generation generation) {
    return generation.root().resolve(FOLDER).children();
  }
}
