package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.jobs.config.ConfigFileReader;
import dev.tokenlake.jobs.show.Format;
import dev.tokenlake.jobs.show.PriceTable;
import dev.tokenlake.jobs.show.TablePrinter;
import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.cost.CostCalculator;
import dev.tokenlake.pricing.model.ModelResolution;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prices}. */
@Command(
    name = "prices",
    description = {
      "The price rows in force on a day, in US dollars per million tokens.",
      "long_context columns are the card of requests above so many tokens of context; fast, batch and the"
          + " places are factors on every rate; web_search is US dollars per search."
    },
    mixinStandardHelpOptions = true,
    subcommands = PricesImportCommand.class)
final class PricesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "Only this model, in any spelling a log may have; all its periods.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--at", paramLabel = "DATE", description = "Day, YYYY-MM-DD. Default: today")
  private Optional<LocalDate> at = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file whose prices and aliases are laid over the book.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv, json or md.")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    ConfigFile file = config.map(ConfigFileReader::read).orElse(ConfigFile.EMPTY);
    CostCalculator calculator = new CostCalculator(PriceBook.bundled(), file.pricing().policy());
    Instant instant =
        at.orElseGet(() -> LocalDate.now(ZoneOffset.UTC)).atStartOfDay(ZoneOffset.UTC).toInstant();
    boolean everyPeriod = model.isPresent() && at.isEmpty();
    List<PriceRow> rows =
        model
            .map(logged -> rowsOf(calculator, logged))
            .orElseGet(() -> calculator.book().rows())
            .stream()
            .filter(row -> everyPeriod || row.covers(instant))
            .toList();
    new TablePrinter(format).print(PriceTable.of(rows), System.out);
    return ExitCode.DONE;
  }

  private List<PriceRow> rowsOf(CostCalculator calculator, String logged) {
    ModelResolution resolution = calculator.resolve(logged);
    if (resolution instanceof ModelResolution.Resolved resolved) {
      return calculator.book().rows(resolved.model().canonical());
    }
    throw new ParameterException(spec.commandLine(), "No price is known for model " + logged);
  }
}
