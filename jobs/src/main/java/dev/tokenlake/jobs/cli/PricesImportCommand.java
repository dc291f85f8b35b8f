package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.catalog.CatalogComparison;
import dev.tokenlake.pricing.catalog.CatalogException;
import dev.tokenlake.pricing.catalog.CatalogReader;
import dev.tokenlake.pricing.catalog.CatalogSnapshot;
import dev.tokenlake.pricing.catalog.ImportProposal;
import dev.tokenlake.pricing.catalog.ProposedRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prices import}: it proposes, a person reviews; nothing is written. */
@Command(
    name = "import",
    description = {
      "Compares a downloaded price catalogue with the book: proposed rows on stdout as CSV, differences and"
          + " findings on stderr. Changes nothing.",
      "After review, a row goes into prices.csv or, for one lake, under pricing.prices of a configuration."
    },
    mixinStandardHelpOptions = true)
final class PricesImportCommand implements Callable<Integer> {
  /** Catalogues by the name of their project. */
  private static final List<String> NAMES = List.of("litellm", "models.dev");

  @Parameters(
      paramLabel = "FILE",
      description = "LiteLLM's model_prices_and_context_window.json or the api.json of models.dev.")
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "CATALOGUE",
      description = "litellm or models.dev; refuses the other. Default: told by the file's shape")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--downloaded",
      paramLabel = "DATE",
      description =
          "Day of the download, YYYY-MM-DD: first day of proposed rows. Default: day the file was"
              + " last modified")
  private Optional<LocalDate> downloaded = Optional.empty();

  @Option(names = "--quiet", description = "Say nothing but errors on stderr.")
  private boolean quiet;

  @Override
  public Integer call() {
    CatalogSnapshot catalog = read();
    LocalDate day = downloaded.orElseGet(this::modified);
    ImportProposal proposal = new CatalogComparison(PriceBook.bundled()).compare(catalog, day);
    if (!quiet) {
      explain(catalog, day, proposal, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    out.print(proposal.toCsv());
    out.flush();
    return ExitCode.DONE;
  }

  private CatalogSnapshot read() {
    from.filter(name -> !NAMES.contains(name))
        .ifPresent(
            name -> {
              throw new ConfigException(
                  List.of("--from is neither litellm nor models.dev: " + name));
            });
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(List.of("No such file: " + file));
    }
    try {
      CatalogSnapshot catalog = new CatalogReader().read(file);
      from.filter(name -> !name.equals(name(catalog.source())))
          .ifPresent(
              name -> {
                throw new ConfigException(
                    List.of(
                        "%s is of %s, not of %s".formatted(file, name(catalog.source()), name)));
              });
      return catalog;
    } catch (CatalogException e) {
      throw new ConfigException(List.of(e.getMessage()));
    }
  }

  private static String name(CatalogSnapshot.Source source) {
    return switch (source) {
      case LITELLM -> "litellm";
      case MODELS_DEV -> "models.dev";
    };
  }

  private LocalDate modified() {
    try {
      return Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read catalogue: " + file, e);
    }
  }

  private static void explain(
      CatalogSnapshot catalog, LocalDate day, ImportProposal proposal, PrintWriter err) {
    err.printf(
        "%s of %s: %d models compared or new, %d agree, %d rows proposed%n",
        catalog.source().title(),
        day,
        catalog.entries().size(),
        proposal.agreeing(),
        proposal.proposed().size());
    proposal
        .differences()
        .forEach(
            difference ->
                err.printf(
                    "difference: %s %s: book %s, catalogue %s%n",
                    difference.model(),
                    difference.field(),
                    shown(difference.book()),
                    shown(difference.catalog())));
    proposal.proposed().stream()
        .filter(proposed -> proposed.ends().isPresent())
        .forEach(proposed -> err.println(ending(proposed, day)));
    proposal
        .findings()
        .forEach(
            finding ->
                err.printf(
                    "finding: %s %s: %s%n",
                    finding.kind().name().toLowerCase(java.util.Locale.ROOT),
                    finding.subject(),
                    finding.detail()));
    err.println("Review each row against the vendor's page; rows of the book are never changed.");
  }

  private static String ending(ProposedRow proposed, LocalDate day) {
    return "to append: the open row of %s would get %s as its end"
        .formatted(proposed.row().modelId(), day);
  }

  private static String shown(Optional<BigDecimal> value) {
    return value.map(number -> number.stripTrailingZeros().toPlainString()).orElse("nothing");
  }
}
