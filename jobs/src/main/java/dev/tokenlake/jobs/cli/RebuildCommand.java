package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.night.Steps;
import picocli.CommandLine.Command;

/** {@code rebuild}. */
@Command(
    name = "rebuild",
    description = "Read every log again from scratch and replace all tables.",
    mixinStandardHelpOptions = true)
final class RebuildCommand extends ReadingCommand {
  RebuildCommand() {
    super(Steps.REBUILD);
  }
}
