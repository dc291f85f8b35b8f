package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.night.Steps;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ingest}. */
@Command(
    name = "ingest",
    description = "First step of nightly: read the logs into facts.",
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Mixin private ArchiveOption archive;

  @Option(names = "--strict", description = "Exit with 4 when some input was quarantined.")
  private boolean strict;

  @Override
  public Integer call() {
    return new NightRun("ingest", options, Optional.of(archive), Steps.INGEST, strict).run();
  }
}
