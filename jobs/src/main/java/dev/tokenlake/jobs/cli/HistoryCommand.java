package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.run.RunLog;
import dev.tokenlake.jobs.show.Format;
import dev.tokenlake.jobs.show.History;
import dev.tokenlake.jobs.show.TablePrinter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history}. */
@Command(
    name = "history",
    description = "Print the generations that can be restored; starts no Spark.",
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
  @Mixin private LakeOption lake;

  @Option(
      names = "--format",
      description = "table, csv, json or md. Default: table",
      paramLabel = "FORMAT")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    RunLog.silence();
    new TablePrinter(format).print(History.of(lake.existing()), System.out);
    return ExitCode.DONE;
  }
}
