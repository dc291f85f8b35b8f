package dev.tokenlake.pricing.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.pricing.model.ModelId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BundledPriceBookTest {

  private final PriceBook book = PriceBook.bundled();

  @Test
  void listsEveryClaudeModelSinceClaude3() {
    assertThat(book.models().stream().filter(model -> model.startsWith("claude-")))
        .containsExactlyInAnyOrder(
            "claude-3-opus",
            "claude-3-sonnet",
            "claude-3-haiku",
            "claude-3-5-sonnet",
            "claude-3-5-haiku",
            "claude-3-7-sonnet",
            "claude-opus-4",
            "claude-sonnet-4",
            "claude-opus-4-1",
            "claude-sonnet-4-5",
            "claude-haiku-4-5",
            "claude-opus-4-5",
            "claude-opus-4-6",
            "claude-sonnet-4-6",
            "claude-mythos-preview",
            "claude-opus-4-7",
            "claude-opus-4-8",
            "claude-fable-5",
            "claude-mythos-5",
            "claude-sonnet-5",
            "claude-opus-5",
            "claude-fable-5-1",
            "claude-mythos-5-1",
            "claude-opus-5-5",
            "claude-sonnet-5-5",
            "claude-haiku-5-5",
            "claude-fable-5-2",
            "claude-mythos-5-2");
  }

  @Test
  void aPeriodContainsItsFirstInstantAndNotItsLast() {
    ModelId sonnet = ModelId.of("claude-sonnet-5-5");

    assertThat(book.find(sonnet, Instant.parse("2026-09-27T23:59:59.999Z"))).isEmpty();
    assertThat(readRate(sonnet, "2026-09-28T00:00:00Z")).isEqualTo("0.2");
    assertThat(readRate(sonnet, "2026-10-06T23:59:59.999Z")).isEqualTo("0.2");
    assertThat(readRate(sonnet, "2026-10-07T00:00:00Z")).isEqualTo("0.1");
  }

  @Test
  void everyClaudeRowButThePreviewKnowsItsCacheRates() {
    assertThat(book.rows())
        .filteredOn(row -> row.modelId().startsWith("claude-"))
        .filteredOn(row -> !row.modelId().equals("claude-mythos-preview"))
        .allSatisfy(
            row -> {
              assertThat(row.rates().cacheWrite5m()).isPresent();
              assertThat(row.rates().cacheWrite1h()).isPresent();
              assertThat(row.rates().cacheRead()).isPresent();
              assertThat(row.from()).isPresent();
            });
  }

  private String readRate(ModelId model, String at) {
    return book.find(model, Instant.parse(at))
        .orElseThrow()
        .rates()
        .cacheRead()
        .orElseThrow()
        .toPlainString();
  }
}
