package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.show.Format;
import dev.tokenlake.jobs.show.StoredTable;
import dev.tokenlake.jobs.show.TablePrinter;
import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.book.Rates;
import dev.tokenlake.pricing.cost.CostCalculator;
import dev.tokenlake.pricing.cost.PricingPolicy;
import dev.tokenlake.pricing.model.ModelResolution;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    description = "The price rows in force on a day, in US dollars per million tokens.",
    mixinStandardHelpOptions = true)
final class PricesCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "model",
          "from",
          "to",
          "input",
          "output",
          "cache_write_5m",
          "cache_write_1h",
          "cache_read",
          "long_context_above",
          "confidence",
          "checked_on",
          "source");

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "Only this model, in any spelling a log may have; all its periods.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--at", paramLabel = "DATE", description = "Day, YYYY-MM-DD. Default: today")
  private Optional<LocalDate> at = Optional.empty();

  @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv, json or md.")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    Instant instant =
        at.orElseGet(() -> LocalDate.now(ZoneOffset.UTC)).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<PriceRow> rows = model.map(this::rowsOf).orElseGet(() -> PriceBook.bundled().rows());
    boolean everyPeriod = model.isPresent() && at.isEmpty();
    List<List<Optional<Object>>> cells =
        rows.stream()
            .filter(row -> everyPeriod || row.covers(instant))
            .map(PricesCommand::cells)
            .toList();
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    new TablePrinter(format).print(new StoredTable(COLUMNS, cells), out);
    out.flush();
    return ExitCode.DONE;
  }

  private List<PriceRow> rowsOf(String logged) {
    ModelResolution resolution =
        new CostCalculator(PriceBook.bundled(), PricingPolicy.standard()).resolve(logged);
    if (resolution instanceof ModelResolution.Resolved resolved) {
      return PriceBook.bundled().rows(resolved.model().canonical());
    }
    throw new ParameterException(spec.commandLine(), "No price is known for model " + logged);
  }

  private static List<Optional<Object>> cells(PriceRow row) {
    Rates rates = row.rates();
    List<Optional<Object>> cells = new ArrayList<>();
    cells.add(Optional.of(row.modelId()));
    cells.add(row.from().map(PricesCommand::day));
    cells.add(row.to().map(PricesCommand::day));
    cells.add(Optional.of(rates.input().toPlainString()));
    cells.add(Optional.of(rates.output().toPlainString()));
    cells.add(rates.cacheWrite5m().map(Object::toString));
    cells.add(rates.cacheWrite1h().map(Object::toString));
    cells.add(rates.cacheRead().map(Object::toString));
    cells.add(row.longContext().map(card -> (Object) card.threshold()));
    cells.add(Optional.of(row.provenance().confidence().name()));
    cells.add(Optional.of(row.provenance().checkedOn().toString()));
    cells.add(Optional.of(row.provenance().source()));
    return cells;
  }

  private static Object day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
