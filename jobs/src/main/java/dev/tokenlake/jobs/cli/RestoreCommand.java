package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.lake.LakeException;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.night.NoSuchGenerationException;
import dev.tokenlake.jobs.night.Restoration;
import dev.tokenlake.jobs.night.UntidyLakeException;
import dev.tokenlake.jobs.run.RunLog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code restore}. */
@Command(
    name = "restore",
    description =
        "Make an earlier generation the latest again, facts included; the next night reads what"
            + " came since. Starts no Spark, unless the lake forgot days since.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Mixin private LakeOption lake;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "N",
      description = "Number of the generation, as history has it.")
  private long generation;

  @Override
  public Integer call() {
    LakeLayout existing = lake.existing();
    LakeFormat.checkWritable(existing);
    try (RunLog log = RunLog.open(existing, RunLog.name(Instant.now()), false)) {
      long made = restore(new Restoration(existing), log);
      System.out.printf("generation %d is published again, as %d%n", generation, made);
      return ExitCode.DONE;
    }
  }

  private long restore(Restoration restoration, RunLog log) {
    try {
      return restoration.to(generation);
    } catch (NoSuchGenerationException e) {
      throw new ConfigException(List.of(e.getMessage()));
    } catch (LakeException e) {
      throw e;
    } catch (UntidyLakeException e) {
      throw new RunFailedException(
          "Generation %d is published again, but the run failed after that. ".formatted(generation)
              + log.failed(e),
          e);
    } catch (Exception e) {
      throw new RunFailedException(
          "Generation %d could not be restored. ".formatted(generation) + log.failed(e), e);
    }
  }
}
