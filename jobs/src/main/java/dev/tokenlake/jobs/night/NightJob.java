package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.lake.LakeLostException;
import dev.tokenlake.jobs.lake.Scratch;
import dev.tokenlake.jobs.lake.UnsupportedLakeException;
import dev.tokenlake.jobs.rollup.BrokenIdentityException;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.run.RunReport;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Runs the steps of a night under the lake's lock. The facts change in one commit, the tables in
 * one step after it; a run that dies between the two is made good by the next.
 */
public final class NightJob {
  /** Part of a run's report: number of the generation that readers see since. */
  public static final String PUBLISHED = "generation";

  private final LakeLayout lake;
  private final LakeConfig config;
  private final String master;
  private final Progress progress;

  public NightJob(LakeLayout lake, LakeConfig config, String master, Progress progress) {
    this.lake = lake;
    this.config = config;
    this.master = master;
    this.progress = progress;
  }

  /**
   * Runs the steps, and writes the report of how they ended, unless the lake was not to be touched.
   *
   * @param archives where to look for logs
   * @throws dev.tokenlake.jobs.lake.LakeHeldException when another run writes to the lake
   * @throws UnreportedNightException when all was done but the report
   * @throws UntidyLakeException when the tables are published and something old could not be
   *     removed
   * @throws UnsupportedLakeException when a later program made the lake
   * @throws DamagedLakeException when it lost something that the run would have others forget
   */
  public NightResult run(Steps steps, List<ArchiveRoot> archives, RunReport report) {
    lake.root().createFolder();
    try (LakeLock lock = take(report)) {
      progress.say("lake " + lock.root());
      NightResult result = run(steps, archives, report, lock);
      try {
        report.write("done");
      } catch (UncheckedIOException e) {
        throw new UnreportedNightException(e);
      }
      return result;
    }
  }

  /**
   * Takes the lock; that the disk would not have it is reported, that another run has it is not.
   */
  private LakeLock take(RunReport report) {
    try {
      return LakeLock.take(lake);
    } catch (UncheckedIOException e) {
      report.failed("error", e.getClass().getName(), e);
      throw e;
    }
  }

  private NightResult run(
      Steps steps, List<ArchiveRoot> archives, RunReport report, LakeLock lock) {
    try (Scratch scratch = claim();
        LazySpark spark = new LazySpark(master, scratch.spark(), lake.root().settings())) {
      return new Night(lake, lock, config, steps, scratch.work(), spark, progress, report)
          .run(archives);
    } catch (UnsupportedLakeException | DamagedLakeException e) {
      throw e;
    } catch (LakeLostException e) {
      report.failed("error", e.getMessage(), e);
      throw e;
    } catch (BrokenIdentityException e) {
      report.failed("broken_identities", e.getMessage(), e);
      throw e;
    } catch (Exception e) {
      // Spark throws some checked ones without saying so. No message: it may hold text of a log.
      report.failed("error", e.getClass().getName(), e);
      throw e;
    }
  }

  /** Scratch space in a lake that says that it is one. */
  private Scratch claim() {
    LakeFormat.claim(lake);
    return Scratch.open(lake, master);
  }
}
