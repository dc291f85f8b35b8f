package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.night.Steps;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollup}. */
@Command(
    name = "rollup",
    description = "Second step of nightly: recompute the tables from the facts.",
    mixinStandardHelpOptions = true)
final class RollupCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    return new NightRun("rollup", options, Optional.empty(), Optional.empty(), Steps.ROLLUP, false)
        .run();
  }
}
