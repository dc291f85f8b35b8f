package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.rollup.PublishedTable;
import dev.tokenlake.jobs.run.RunLog;
import dev.tokenlake.jobs.show.Format;
import dev.tokenlake.jobs.show.StoredTable;
import dev.tokenlake.jobs.show.TablePrinter;
import dev.tokenlake.jobs.store.UnknownNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code show}. */
@Command(
    name = "show",
    description = "Print a published table; starts no Spark.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LakeOption lake;

  @Parameters(
      paramLabel = "TABLE",
      completionCandidates = TableNames.class,
      description = "One of: ${COMPLETION-CANDIDATES}")
  private String table = "";

  @Option(
      names = "--format",
      description = "table, csv, json or md. Default: table",
      paramLabel = "FORMAT")
  private Format format = Format.TABLE;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Only these columns, in this order.")
  private List<String> columns = new ArrayList<>();

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N rows.")
  private Optional<Integer> limit = Optional.empty();

  @Override
  public Integer call() {
    RunLog.silence();
    if (PublishedTable.named(table).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "No table %s; there are %s".formatted(table, String.join(", ", PublishedTable.names())));
    }
    if (limit.filter(rows -> rows < 0).isPresent()) {
      throw new ParameterException(spec.commandLine(), "--limit is negative: " + limit.get());
    }
    LakeLayout existing = lake.existing();
    long most = limit.map(Integer::longValue).orElse(Long.MAX_VALUE);
    try {
      new TablePrinter(format)
          .print(taker -> StoredTable.read(existing, table, columns, most, taker), System.out);
    } catch (UnknownNameException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  /** Names of the tables, for help and completion. */
  static final class TableNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    TableNames() {
      super(PublishedTable.names());
    }
  }
}
