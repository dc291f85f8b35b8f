package dev.tokenlake.pricing.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.cost.PricingResult.Priced;
import dev.tokenlake.pricing.cost.PricingResult.Unpriced;
import dev.tokenlake.pricing.testing.CsvCases;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code decisions.csv}: requests are {@code input/output/write 5m/write 1h/read}, joined by a plus
 * sign; expected is the cost of the same five parts and of tools, or the reason there is none.
 */
class PricingDecisionTest {

  private static final String TABLE = "/dev/tokenlake/pricing/cost/decisions.csv";

  private final CostCalculator calculator =
      new CostCalculator(PriceBook.bundled(), PricingPolicy.standard());

  @TestFactory
  Stream<DynamicTest> everyDecisionHolds() {
    return CsvCases.read(TABLE).stream()
        .map(row -> DynamicTest.dynamicTest(row.get("description"), () -> holds(row)));
  }

  @Test
  void theTableHasAtLeast150CasesAndNoneTwice() {
    List<String> descriptions =
        CsvCases.read(TABLE).stream().map(row -> row.get("description")).toList();
    assertThat(descriptions).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
  }

  private void holds(CSVRecord row) {
    PricingResult result = calculator.price(call(row));
    String expected = row.get("expected");
    if (!expected.contains("/")) {
      assertThat(result).isInstanceOf(Unpriced.class);
      assertThat(((Unpriced) result).reason()).isEqualTo(UnpricedReason.valueOf(expected));
      return;
    }
    assertThat(result).isInstanceOf(Priced.class);
    Priced priced = (Priced) result;
    BigDecimal[] parts =
        Arrays.stream(expected.split("/")).map(BigDecimal::new).toArray(BigDecimal[]::new);
    assertThat(priced.cost().input()).as("input").isEqualByComparingTo(parts[0]);
    assertThat(priced.cost().output()).as("output").isEqualByComparingTo(parts[1]);
    assertThat(priced.cost().cacheWrite5m()).as("write 5m").isEqualByComparingTo(parts[2]);
    assertThat(priced.cost().cacheWrite1h()).as("write 1h").isEqualByComparingTo(parts[3]);
    assertThat(priced.cost().cacheRead()).as("read").isEqualByComparingTo(parts[4]);
    assertThat(priced.cost().tools()).as("tools").isEqualByComparingTo(parts[5]);
    assertThat(priced.flags()).isEqualTo(flags(row.get("flags")));
  }

  private static Set<PriceFlag> flags(String names) {
    return Arrays.stream(names.split(" "))
        .filter(name -> !name.isEmpty())
        .map(PriceFlag::valueOf)
        .collect(Collectors.toSet());
  }

  private static BillableCall call(CSVRecord row) {
    Map<String, String> other = new HashMap<>();
    for (String word : row.get("other").split(" ")) {
      int equals = word.indexOf('=');
      other.put(equals < 0 ? word : word.substring(0, equals), word.substring(equals + 1));
    }
    return new BillableCall(
        text(row, "model_logged"),
        Instant.parse(row.get("instant")),
        Arrays.stream(row.get("requests").split(" \\+ ")).map(PricingDecisionTest::tokens).toList(),
        other.containsKey("ttl-assumed"),
        text(row, "speed"),
        text(row, "tier"),
        text(row, "geo"),
        Long.parseLong(other.getOrDefault("search", "0")),
        Optional.ofNullable(other.get("stop")),
        Optional.ofNullable(other.get("category")),
        other.containsKey("declined"),
        Optional.empty());
  }

  private static RequestTokens tokens(String text) {
    long[] counts = Arrays.stream(text.split("/")).mapToLong(Long::parseLong).toArray();
    return new RequestTokens(counts[0], counts[1], counts[2], counts[3], counts[4]);
  }

  private static Optional<String> text(CSVRecord row, String column) {
    return Optional.of(row.get(column)).filter(value -> !value.isEmpty());
  }
}
