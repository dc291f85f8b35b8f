package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.night.Steps;
import picocli.CommandLine.Command;

/** {@code ingest}. */
@Command(
    name = "ingest",
    description = "First step of nightly: read the logs into facts.",
    mixinStandardHelpOptions = true)
final class IngestCommand extends ReadingCommand {
  IngestCommand() {
    super(Steps.INGEST);
  }
}
