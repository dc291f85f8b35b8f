package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.night.Steps;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rebuild}. */
@Command(
    name = "rebuild",
    description = "Read every log again from scratch and replace all tables.",
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Mixin private ArchiveOption archive;

  @Option(names = "--strict", description = "Exit with 4 when some input was quarantined.")
  private boolean strict;

  @Override
  public Integer call() {
    return new NightRun("rebuild", options, Optional.of(archive), Steps.ALL, strict).run();
  }
}
