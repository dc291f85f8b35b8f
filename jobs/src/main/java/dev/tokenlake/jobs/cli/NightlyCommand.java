package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.night.Steps;
import picocli.CommandLine.Command;

/** {@code nightly}. */
@Command(
    name = "nightly",
    description = "Ingest new and changed logs, recompute the tables; the main job.",
    mixinStandardHelpOptions = true)
final class NightlyCommand extends ReadingCommand {
  NightlyCommand() {
    super(Steps.ALL);
  }
}
