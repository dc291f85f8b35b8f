package dev.tokenlake.jobs.testing;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.config.PricingConfig;
import dev.tokenlake.jobs.spark.SparkSessions;
import dev.tokenlake.parsing.calendar.ReportingCalendar;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils$;

/**
 * The Spark session that tests of SQL share, with the settings of a real run. A run inside the same
 * process would take it over and stop it, so it is stopped before and opened again when asked for.
 */
public final class TestSpark {
  /** A run without any option. */
  public static final LakeConfig PLAIN =
      new LakeConfig(
          new ReportingCalendar(ZoneOffset.UTC, DayOfWeek.MONDAY),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          PricingConfig.STANDARD);

  private static final Path SCRATCH = Path.of("target", "test-spark").toAbsolutePath();

  private TestSpark() {}

  /** The session, open. */
  public static synchronized SparkSession session() {
    SparkSession session = SparkSessions.open("local[1]", SCRATCH, 0, Map.of());
    session.conf().set("spark.sql.shuffle.partitions", "1");
    return session;
  }

  /**
   * Ends the session, if there is one. The next one of the process has its own folder again, as
   * that of a run has, and does not make that of the first one anew.
   */
  public static synchronized void stop() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    Utils$.MODULE$.clearLocalRootDirs();
  }
}
