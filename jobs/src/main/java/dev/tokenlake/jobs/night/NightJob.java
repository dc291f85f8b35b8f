package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.ingest.IngestFunnel;
import dev.tokenlake.jobs.ingest.IngestJob;
import dev.tokenlake.jobs.lake.Folders;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.rollup.RollupJob;
import dev.tokenlake.jobs.rollup.TableDigest;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.run.RunReport;
import dev.tokenlake.jobs.spark.SparkSessions;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.Discovery;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs the steps of a night under the lake's lock and publishes what they made in one step. */
public final class NightJob {
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
   * Runs the steps.
   *
   * @param archives where to look for logs
   * @throws dev.tokenlake.jobs.lake.LakeHeldException when another run writes to the lake
   */
  public NightResult run(Steps steps, List<ArchiveRoot> archives, RunReport report) {
    Folders.create(lake.root());
    try (LakeLock lock = LakeLock.take(lake)) {
      progress.say("lake " + lock.root());
      Folders.deleteAll(lake.work());
      Folders.create(lake.work());
      try {
        return publish(steps, archives, report);
      } finally {
        Folders.deleteAll(lake.work());
      }
    }
  }

  private NightResult publish(Steps steps, List<ArchiveRoot> archives, RunReport report) {
    Generations generations = new Generations(lake);
    Optional<Generation> before = generations.current();
    if (!steps.ingest() && before.isEmpty()) {
      throw new IllegalStateException("Nothing was ingested yet into " + lake.root());
    }
    Optional<Discovery> found =
        steps.ingest() ? Optional.of(new LogFinder().find(archives)) : Optional.empty();
    found.ifPresent(this::sayFound);
    report.stepDone("find");
    SparkSession spark =
        SparkSessions.open(master, lake.work().resolve("spark"), inputBytes(found));
    try {
      report.stepDone("start");
      Generation generation = generations.begin();
      IngestJob ingest = new IngestJob(spark, progress);
      Optional<IngestFunnel> funnel = found.map(logs -> ingest.run(logs, generation));
      funnel.ifPresent(counts -> report.put("ingest", counts));
      report.stepDone("ingest");
      Map<String, TableDigest> digests = Map.of();
      if (steps.ingest()) {
        before
            .filter(old -> !steps.rollup())
            .ifPresent(old -> Folders.linkAll(old.tables(), generation.tables()));
      } else {
        Folders.linkAll(before.orElseThrow().facts(), generation.facts());
      }
      if (steps.rollup()) {
        Dataset<Row> facts = ingest.facts(generation);
        digests = new RollupJob(spark, config, progress).run(facts, generation, lake.work());
        report.put("tables", digests);
      }
      report.stepDone("rollup");
      generations.publish(generation);
      report.put("generation", generation.number());
      report.stepDone("publish");
      return new NightResult(funnel, digests);
    } finally {
      spark.stop();
    }
  }

  private static long inputBytes(Optional<Discovery> found) {
    return found.stream().flatMap(logs -> logs.inputs().stream()).mapToLong(LogInput::size).sum();
  }

  private void sayFound(Discovery found) {
    if (found.inputs().isEmpty()) {
      progress.say("WARNING: no session logs (*.jsonl) were found in the archives given");
    } else {
      progress.say("%,d logs found".formatted(found.inputs().size()));
    }
    if (!found.skipped().isEmpty()) {
      progress.say(
          "%,d files or folders skipped, see the run's report".formatted(found.skipped().size()));
    }
  }
}
