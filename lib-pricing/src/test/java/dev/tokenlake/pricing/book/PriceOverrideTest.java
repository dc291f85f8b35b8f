package dev.tokenlake.pricing.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.pricing.model.ModelId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceOverrideTest {

  private final PriceBook book = PriceBook.bundled();

  @Test
  void aContractRateHoldsInItsPeriodAndTheBookAroundIt() {
    PriceBook own =
        book.withOverrides(
            List.of(
                row(Map.of("model", "claude-opus-4-5", "from", "2026-01-01", "to", "2026-02-01"))));

    assertThat(inputRate(own, "claude-opus-4-5", "2025-12-31T23:59:59Z")).isEqualTo("5");
    assertThat(inputRate(own, "claude-opus-4-5", "2026-01-01T00:00:00Z")).isEqualTo("4");
    assertThat(inputRate(own, "claude-opus-4-5", "2026-01-31T23:59:59Z")).isEqualTo("4");
    assertThat(inputRate(own, "claude-opus-4-5", "2026-02-01T00:00:00Z")).isEqualTo("5");
    assertThat(inputRate(book, "claude-opus-4-5", "2026-01-01T00:00:00Z")).isEqualTo("5");
  }

  @Test
  void aContractRateMayCoverSeveralRowsOfTheBook() {
    PriceBook own =
        book.withOverrides(
            List.of(row(Map.of("model", "claude-sonnet-5-5", "from", "2026-09-28"))));

    assertThat(own.rows("claude-sonnet-5-5")).hasSize(1);
    assertThat(inputRate(own, "claude-sonnet-5-5", "2026-10-08T00:00:00Z")).isEqualTo("4");
  }

  @Test
  void anUnknownModelIsAdded() {
    PriceBook own = book.withOverrides(List.of(row(Map.of("model", "my-model"))));

    assertThat(inputRate(own, "my-model", "2020-01-01T00:00:00Z")).isEqualTo("4");
    assertThat(own.rows()).hasSize(book.rows().size() + 1);
  }

  @Test
  void overridesThatContradictEachOtherAreRefused() {
    List<PriceRow> twice =
        List.of(
            row(Map.of("model", "my-model", "from", "2026-01-01")),
            row(Map.of("model", "my-model", "from", "2026-02-01")));

    assertThatThrownBy(() -> book.withOverrides(twice))
        .isInstanceOf(PriceBookException.class)
        .hasMessage("Overlapping prices of my-model at 2026-02-01T00:00:00Z");
  }

  @Test
  void overridesThatLeaveAGapAreRefused() {
    List<PriceRow> apart =
        List.of(
            row(Map.of("model", "my-model", "from", "2026-01-01", "to", "2026-02-01")),
            row(Map.of("model", "my-model", "from", "2026-03-01")));

    assertThatThrownBy(() -> book.withOverrides(apart))
        .isInstanceOf(PriceBookException.class)
        .hasMessage("No price of my-model from 2026-02-01T00:00:00Z to 2026-03-01T00:00:00Z");
  }

  private static PriceRow row(Map<String, String> fields) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "input", "4",
                "output", "20",
                "source", "contract",
                "checked_on", "2026-11-22",
                "confidence", "high"));
    all.putAll(fields);
    return new PriceRowParser().parse(all);
  }

  private static String inputRate(PriceBook book, String model, String at) {
    return book.find(ModelId.of(model), Instant.parse(at))
        .orElseThrow()
        .rates()
        .input()
        .toPlainString();
  }
}
