package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.ingest.IngestJob;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.PlannedInput;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Logs of a test as a first night finds and reads them. */
final class ReadLogs {
  static final Progress SILENT = new Progress(System.err, Progress.Mode.QUIET);

  private ReadLogs() {}

  /** The logs of a folder. */
  static List<LogInput> inputs(Path archive) throws IOException {
    return new LogFinder().find(List.of(new ArchiveRoot("laptop", archive))).inputs();
  }

  /** Writes the facts of some into a folder, which it returns. */
  static Place facts(SparkSession spark, List<LogInput> some, Path folder) {
    Place written = Place.of(folder);
    new IngestJob(spark, SILENT)
        .write(
            some.stream()
                .map(input -> new PlannedInput(input, InputName.of(input), 1, ""))
                .toList(),
            written);
    return written;
  }
}
