package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.lake.LakeException;
import dev.tokenlake.jobs.lake.LakeHeldException;
import dev.tokenlake.jobs.lake.NoLakeException;
import dev.tokenlake.jobs.run.RunLog;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Sets the command line up: strict options, and an exit code for every way to fail. */
public final class Launcher {
  private Launcher() {}

  /** Runs a command line; returns its exit code. */
  public static int run(String... args) {
    RunLog.silence();
    // Names of folders and figures in tables have the same digits on every machine.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    return commandLine().execute(args);
  }

  /** The command line, for running and for documentation. */
  public static CommandLine commandLine() {
    return new CommandLine(new TokenlakeCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Launcher::explain);
  }

  private static int explain(Exception problem, CommandLine command, ParseResult parsed) {
    command.getErr().println(command.getColorScheme().errorText(message(problem)));
    if (problem instanceof ConfigException || problem instanceof NoLakeException) {
      return ExitCode.USAGE;
    }
    return problem instanceof LakeHeldException ? ExitCode.HELD : ExitCode.FAILED;
  }

  private static String message(Exception problem) {
    boolean ours =
        problem instanceof ConfigException
            || problem instanceof LakeException
            || problem instanceof RunFailedException
            || problem instanceof java.io.UncheckedIOException;
    return ours ? String.valueOf(problem.getMessage()) : "Failed: " + problem.getClass().getName();
  }
}
