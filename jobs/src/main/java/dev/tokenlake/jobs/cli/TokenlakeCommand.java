package dev.tokenlake.jobs.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The launcher's top: it only has subcommands. */
@Command(
    name = "tokenlake",
    description = "A lake of Parquet tables out of Claude Code session logs.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run failed, nothing is half-published; or its output could not be written",
      "2:wrong usage",
      "3:another run holds the lake",
      "4:done, but some input was quarantined and --strict was given",
      "141:done, but nobody read all of the output"
    },
    subcommands = {
      NightlyCommand.class,
      IngestCommand.class,
      RollupCommand.class,
      RebuildCommand.class,
      VerifyCommand.class,
      HistoryCommand.class,
      RestoreCommand.class,
      ShowCommand.class,
      SampleCommand.class,
      PricesCommand.class,
      AutoComplete.GenerateCompletion.class,
      HelpCommand.class
    })
public final class TokenlakeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
