package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.spark.SparkSessions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** A Spark session that is started when it is first needed: most of a quiet night is its start. */
final class LazySpark implements AutoCloseable {
  private final String master;
  private final Path scratch;
  private final Map<String, String> hadoop;
  private Optional<SparkSession> session = Optional.empty();
  private long bytes;

  /**
   * @param scratch folder for spilled and shuffled data
   * @param hadoop settings that the lake's storage needs
   */
  LazySpark(String master, Path scratch, Map<String, String> hadoop) {
    this.master = master;
    this.scratch = scratch;
    this.hadoop = Map.copyOf(hadoop);
  }

  /** Says how many bytes of logs the run is about; without effect once the session is there. */
  void expect(long logBytes) {
    bytes = logBytes;
  }

  SparkSession session() {
    if (session.isEmpty()) {
      session = Optional.of(SparkSessions.open(master, scratch, bytes, hadoop));
    }
    return session.get();
  }

  @Override
  public void close() {
    session.ifPresent(SparkSession::stop);
  }
}
