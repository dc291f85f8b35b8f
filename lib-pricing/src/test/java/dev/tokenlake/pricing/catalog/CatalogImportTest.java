package dev.tokenlake.pricing.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.book.PriceBookLoader;
import dev.tokenlake.pricing.book.PriceRow;
import dev.tokenlake.pricing.catalog.CatalogFinding.Kind;
import dev.tokenlake.pricing.catalog.CatalogSnapshot.Source;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogImportTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private final PriceBook book = PriceBook.bundled();

  @Test
  void liteLlmIsToldByItsShapeAndOnlyVendorsOwnModelsAreRead() {
    CatalogSnapshot catalog = read("litellm.json");

    assertThat(catalog.source()).isEqualTo(Source.LITELLM);
    assertThat(catalog.entries())
        .extracting(CatalogEntry::key)
        .containsExactly(
            "claude-opus-4-5",
            "claude-opus-5-5",
            "claude-sonnet-5-5",
            "claude-opus-5-5-20260922",
            "fast/claude-opus-4-8",
            "claude-opus-7",
            "claude-3-haiku-20240307");
  }

  @Test
  void liteLlmFindingsNameWhatWasNotTakenOver() {
    assertThat(read("litellm.json").findings())
        .extracting(CatalogFinding::kind, CatalogFinding::subject, CatalogFinding::detail)
        .containsExactly(
            tuple(
                Kind.ODD_ROW,
                "claude-mythos-preview",
                "input price is 0, which the catalogue also writes for unknown"),
            tuple(
                Kind.ODD_ROW,
                "claude-odd",
                "Absurd rates: cache_write_5m 0.1 is below cache_read 0.3"),
            tuple(Kind.NO_PRICE, "claude-priceless", "no input or output price"),
            tuple(Kind.UNSUPPORTED, "dashscope/qwen3-coder-plus", "priced by tiered_pricing"),
            tuple(Kind.UNSUPPORTED, "gpt-two-tiers", "more than one context tier: [128, 256]"),
            tuple(Kind.UNKNOWN_FIELD, "input_cost_per_parsec", "in models: 1"));
  }

  @Test
  void aChangedPriceIsProposedFromTheDayOfTheFile() {
    ImportProposal proposal = compare("litellm.json");

    ProposedRow proposed =
        proposal.proposed().stream()
            .filter(one -> one.row().modelId().equals("claude-opus-5-5"))
            .findFirst()
            .orElseThrow();
    PriceRow row = proposed.row();
    assertThat(row.from()).contains(Instant.parse("2026-11-22T00:00:00Z"));
    assertThat(row.rates().input()).isEqualByComparingTo("3");
    assertThat(row.rates().cacheWrite1h().orElseThrow()).isEqualByComparingTo("6");
    assertThat(row.multipliers().batch().orElseThrow()).isEqualByComparingTo("0.5");
    assertThat(row.source()).isEqualTo("LiteLLM price map of 2026-11-22");
    assertThat(proposed.ends()).contains(book.rows("claude-opus-5-5").get(0));
    assertThat(proposal.differences())
        .filteredOn(difference -> difference.model().equals("claude-opus-5-5"))
        .extracting(RateDifference::field)
        .containsExactly("input", "output", "cache_write_5m", "cache_write_1h", "cache_read");
  }

  @Test
  void aNewModelIsProposedWithItsLongContextCard() {
    PriceRow row =
        compare("litellm.json").proposed().stream()
            .map(ProposedRow::row)
            .filter(one -> one.modelId().equals("claude-opus-7"))
            .findFirst()
            .orElseThrow();

    assertThat(row.longContext().orElseThrow().threshold()).isEqualTo(200_000);
    assertThat(row.longContext().orElseThrow().rates().cacheWrite1h().orElseThrow())
        .isEqualByComparingTo("20");
  }

  @Test
  void aPriceThatTheBookHadEarlierIsNotProposed() {
    ImportProposal proposal = compare("litellm.json");

    assertThat(proposal.proposed())
        .extracting(one -> one.row().modelId())
        .containsExactlyInAnyOrder("claude-opus-5-5", "claude-opus-7", "claude-3-haiku");
    assertThat(proposal.findings())
        .contains(
            new CatalogFinding(
                Kind.ODD_ROW,
                "claude-sonnet-5-5",
                "the catalogue states an earlier price of the book; nothing proposed"));
    assertThat(proposal.differences())
        .filteredOn(difference -> difference.model().equals("claude-sonnet-5-5"))
        .extracting(RateDifference::field)
        .containsExactly("cache_read");
  }

  @Test
  void aFileOlderThanTheBooksLatestRowProposesNothingForThatModel() {
    ImportProposal proposal =
        new CatalogComparison(book).compare(read("litellm.json"), LocalDate.of(2026, 9, 22));

    assertThat(proposal.proposed())
        .extracting(one -> one.row().modelId())
        .doesNotContain("claude-opus-5-5", "claude-sonnet-5-5");
  }

  @Test
  void anEntryThatContradictsAnotherOfItsModelIsReported() {
    assertThat(compare("litellm.json").findings())
        .contains(
            new CatalogFinding(
                Kind.ODD_ROW,
                "claude-opus-5-5-20260922",
                "another price than claude-opus-5-5, not used"));
  }

  @Test
  void anEntryForAModeOfAModelIsNotTakenForTheModel() {
    assertThat(compare("litellm.json").differences())
        .extracting(RateDifference::model)
        .doesNotContain("claude-opus-4-8");
  }

  @Test
  void agreeingModelsAreCounted() {
    assertThat(compare("litellm.json").agreeing()).isEqualTo(1);
    assertThat(compare("models-dev.json").agreeing()).isEqualTo(3);
  }

  @Test
  void modelsDevKeepsTheOneHourRateThatItDoesNotState() {
    ImportProposal proposal = compare("models-dev.json");

    assertThat(proposal.proposed()).hasSize(1);
    PriceRow row = proposal.proposed().get(0).row();
    assertThat(row.modelId()).isEqualTo("claude-fable-5-2");
    assertThat(row.rates().cacheRead().orElseThrow()).isEqualByComparingTo("0.1");
    assertThat(row.rates().cacheWrite1h().orElseThrow()).isEqualByComparingTo("16");
    assertThat(row.multipliers().fast().orElseThrow()).isEqualByComparingTo("2");
    assertThat(proposal.findings())
        .containsExactly(
            new CatalogFinding(Kind.UNKNOWN_FIELD, "cost.input_moonlight", "in models: 1"));
  }

  @Test
  void proposedRowsAreATableThatLoads() {
    String csv = compare("litellm.json").toCsv();

    assertThat(new PriceBookLoader().load("proposed", new StringReader(csv)).models())
        .containsExactlyInAnyOrder("claude-opus-5-5", "claude-opus-7", "claude-3-haiku");
  }

  @Test
  void theBookIsLeftAsItIs() {
    var before = book.rows();

    compare("litellm.json");

    assertThat(book.rows()).isEqualTo(before);
  }

  @Test
  void anotherJsonIsRefused() {
    assertThatThrownBy(() -> read("neither.json"))
        .isInstanceOf(CatalogException.class)
        .hasMessage("neither.json: neither a LiteLLM nor a models.dev catalogue");
  }

  @Test
  void brokenJsonIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(
            () -> new CatalogReader().read("own.json", new StringReader("{\n\"secret\": oops}")))
        .isInstanceOf(CatalogException.class)
        .hasMessage("own.json:2: not JSON, or a key twice");
  }

  private ImportProposal compare(String file) {
    return new CatalogComparison(book).compare(read(file), DAY);
  }

  private static CatalogSnapshot read(String file) {
    String resource = "/dev/tokenlake/pricing/catalog/" + file;
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(CatalogImportTest.class.getResourceAsStream(resource), file),
            StandardCharsets.UTF_8)) {
      return new CatalogReader().read(file, reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource: " + resource, e);
    }
  }
}
