package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.night.Restoration;
import dev.tokenlake.jobs.run.RunLog;
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
    RunLog.silence();
    try {
      long made = new Restoration(lake.existing()).to(generation);
      System.out.printf("generation %d is published again, as %d%n", generation, made);
      return ExitCode.DONE;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of(e.getMessage()));
    }
  }
}
