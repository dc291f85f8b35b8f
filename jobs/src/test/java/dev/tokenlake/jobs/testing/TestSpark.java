package dev.tokenlake.jobs.testing;

import dev.tokenlake.jobs.spark.SparkSessions;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session that tests of SQL share, with the settings of a real run. A run inside the same
 * process would take it over and stop it, so it is stopped before and opened again when asked for.
 */
public final class TestSpark {
  private static final Path SCRATCH = Path.of("target", "test-spark").toAbsolutePath();

  private TestSpark() {}

  /** The session, open. */
  public static synchronized SparkSession session() {
    SparkSession session = SparkSessions.open("local[1]", SCRATCH, 0);
    session.conf().set("spark.sql.shuffle.partitions", "1");
    return session;
  }

  /** Ends the session, if there is one. */
  public static synchronized void stop() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
  }
}
