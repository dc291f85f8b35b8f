package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.lake.LakeException;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.night.NightJob;
import dev.tokenlake.jobs.night.NightResult;
import dev.tokenlake.jobs.night.Steps;
import dev.tokenlake.jobs.night.UnreportedNightException;
import dev.tokenlake.jobs.night.UntidyLakeException;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.run.RunLog;
import dev.tokenlake.jobs.run.RunReport;
import dev.tokenlake.jobs.show.Format;
import dev.tokenlake.jobs.show.StoredTable;
import dev.tokenlake.jobs.show.TablePrinter;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.pricing.cost.PricingPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs a night for a command: reads options, keeps the run's report, chooses the exit code. */
final class NightRun {
  /** Columns of the weekly table that answer the first question. */
  private static final List<String> FIRST_LOOK =
      List.of(
          "week_start",
          "sessions",
          "responses",
          "input_tokens",
          "output_tokens",
          "cache_write_tokens",
          "cache_read_tokens",
          "cache_share",
          "cost_usd");

  private final String command;
  private final RunOptions options;
  private final Optional<ArchiveOption> archive;
  private final Optional<ForgetOptions> forget;
  private final Steps steps;
  private final boolean strict;

  NightRun(
      String command,
      RunOptions options,
      Optional<ArchiveOption> archive,
      Optional<ForgetOptions> forget,
      Steps steps,
      boolean strict) {
    this.command = command;
    this.options = options;
    this.archive = archive;
    this.forget = forget;
    this.steps = steps;
    this.strict = strict;
  }

  int run() {
    ConfigFile file = options.file();
    LakeConfig plain = options.lakeConfig(file);
    LakeConfig config =
        forget
            .map(f -> f.rules(file, plain.calendar().zone(), steps.everything()))
            .map(plain::forgetting)
            .orElse(plain);
    LakeLayout lake = options.lake().layout(file);
    List<ArchiveRoot> roots = archive.map(option -> option.roots(file)).orElse(List.of());
    // Before anything is written: neither a lake of a later program nor another folder is touched.
    LakeFormat.checkWritable(lake);
    if (!steps.ingest() && !lake.format().exists()) {
      throw new ConfigException(
          List.of("No lake in %s; run nightly or ingest first".formatted(lake.root())));
    }
    Progress progress = options.progress();
    String run = RunLog.name(Instant.now());
    RunReport report = new RunReport(lake.runs().resolve(run + ".json"), command);
    report.put("options", describe(config, roots));
    NightJob job = new NightJob(lake, config, options.master(file), progress);
    NightResult result;
    try (RunLog log = RunLog.open(lake, run, !config.repositories().isEmpty())) {
      result = run(job, roots, report, log);
    }
    return finish(result, lake, progress);
  }

  private NightResult run(NightJob job, List<ArchiveRoot> roots, RunReport report, RunLog log) {
    try {
      return job.run(steps, roots, report);
    } catch (LakeException e) {
      throw e;
    } catch (UnreportedNightException e) {
      throw new RunFailedException("The run was done, but its report could not be written", e);
    } catch (UntidyLakeException e) {
      throw new RunFailedException(
          "The tables are published, but not all that is no longer needed could be removed;"
              + " the next run tries again. "
              + log.failed(e),
          e);
    } catch (Exception e) {
      // Spark throws some checked ones without saying so.
      String what =
          report.has(NightJob.PUBLISHED)
              ? "The tables are published, but the run failed after that. "
              : "The run failed; nothing was published. ";
      throw new RunFailedException(what + log.failed(e), e);
    }
  }

  private int finish(NightResult result, LakeLayout lake, Progress progress) {
    result
        .funnel()
        .filter(f -> f.anyQuarantined())
        .ifPresent(
            f ->
                progress.say(
                    "%,d lines and %,d files quarantined: %s"
                        .formatted(f.quarantined(), f.refusedFiles(), f.rejects())));
    if (steps.rollup() && !options.quiet()) {
      new TablePrinter(Format.TABLE)
          .print(StoredTable.read(lake, "weekly", FIRST_LOOK, Long.MAX_VALUE), System.out);
    }
    return result.quarantined() && strict ? ExitCode.QUARANTINED : ExitCode.DONE;
  }

  private static Map<String, Object> describe(LakeConfig config, List<ArchiveRoot> roots) {
    Map<String, Object> said = new TreeMap<>();
    said.put("timezone", config.calendar().zone().getId());
    said.put("week_start", config.calendar().weekStart().name());
    config.since().ifPresent(day -> said.put("since", day.toString()));
    config.until().ifPresent(day -> said.put("until", day.toString()));
    said.put("phases", config.phases().stream().map(phase -> phase.name()).toList());
    said.put("sources", roots.stream().map(ArchiveRoot::source).toList());
    said.put("repositories", config.repositories().size());
    PricingPolicy policy = config.pricing().policy();
    said.put("pricing_mode", policy.mode().name().toLowerCase(Locale.ROOT));
    said.put("price_overrides", policy.overrides().size());
    said.put("discounts", policy.discounts().size());
    config.pricing().currency().ifPresent(code -> said.put("currency", code));
    return said;
  }
}
