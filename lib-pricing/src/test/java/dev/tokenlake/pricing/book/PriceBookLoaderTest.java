package dev.tokenlake.pricing.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.pricing.model.ModelId;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookLoaderTest {

  private final PriceBookLoader loader = new PriceBookLoader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          overlap                                 | 3 | Overlaps line 2: m
          overlap-with-open-row                   | 3 | Overlaps line 2: m
          out-of-order                            | 3 | Overlaps line 2: m
          second-row-without-begin                | 3 | Overlaps line 2: m
          gap                                     | 3 | No price of m from 2026-05-01T00:00:00Z to 2026-05-02T00:00:00Z
          duplicate                               | 3 | Duplicate of line 2: m
          negative-rate                           | 3 | Negative input: -3
          write-cheaper-than-read                 | 2 | Absurd rates: cache_write_5m 0.2 is below cache_read 0.3
          one-hour-write-cheaper-than-read        | 2 | Absurd rates: cache_write_1h 0.2 is below cache_read 0.3
          one-hour-write-cheaper-than-five-minute | 2 | Absurd rates: cache_write_1h 3.5 is below cache_write_5m 3.75
          read-dearer-than-input                  | 2 | Absurd rates: input 3 is below cache_read 3.5
          rate-per-token                          | 2 | Absurd input: 0.000003 USD per million tokens
          rate-per-thousand-million               | 2 | Absurd output: 15000 USD per million tokens
          zero-rate                               | 2 | cache_read is 0: write 'free', or leave it empty if it is not known
          long-context-cheaper                    | 2 | Absurd rates: the long-context card is the cheaper one
          long-context-without-threshold          | 2 | long_context_input without long_context_above
          threshold-zero                          | 2 | Long-context threshold is not positive: 0
          fast-multiplier-below-one               | 2 | Absurd multiplier fast: 0.5, expected 1 to 10
          batch-multiplier-above-one              | 2 | Absurd multiplier batch: 2, expected 0.1 to 1
          regional-multiplier-absurd              | 2 | Absurd multiplier regional: 11, expected 1 to 2
          web-search-absurd                       | 2 | Absurd web_search: 10 USD per request
          period-backwards                        | 2 | Empty period: 2026-05-01T00:00:00Z to 2026-04-01T00:00:00Z
          missing-input                           | 2 | Missing input
          missing-source                          | 2 | Missing source
          missing-model                           | 2 | Missing model
          not-a-number                            | 2 | Not a number in input: three
          not-a-date                              | 2 | Not a date in from: 01.05.2026
          not-an-instant                          | 2 | Not an instant in from: 2026-05-01T25:00:00Z
          not-a-whole-number                      | 2 | Not a whole number in context_window: 200k
          unknown-confidence                      | 2 | Unknown confidence: certain
          unknown-column                          | 1 | Unknown column: cache_wirte
          missing-column                          | 1 | Missing column: aliases
          short-line                              | 3 | Wrong number of columns
          alias-of-two-models                     | 3 | Alias of two models: x, also m
          """)
  void aDefectiveTableIsRefusedWithFileAndLine(String fixture, int line, String message) {
    Path file = fixture(fixture);

    assertThatThrownBy(() -> loader.load(file))
        .isInstanceOf(PriceBookException.class)
        .hasMessage(file + ":" + line + ": " + message);
  }

  @Test
  void aFileWithoutHeaderIsRefused() {
    assertThatThrownBy(() -> loader.load(fixture("no-header")))
        .isInstanceOf(PriceBookException.class)
        .hasMessageContaining("no-header.csv:1: Missing column: model, from");
  }

  @Test
  void brokenQuotesAreRefused() {
    String header = String.join(",", PriceField.columns());

    assertThatThrownBy(() -> loader.load("own.csv", new StringReader(header + "\n\"m\"x,\"")))
        .isInstanceOf(PriceBookException.class)
        .hasMessageContaining("own.csv: not a CSV table");
  }

  @Test
  void aGoodTableIsReadAsItStands() {
    PriceBook book = loader.load(fixture("good"));

    assertThat(book.models()).containsExactlyInAnyOrder("m", "n");
    assertThat(book.aliases()).isEqualTo(Map.of("x", "n", "y", "n"));
    assertThat(readRate(book, "2026-02-17T07:59:59Z")).isEqualTo("0.3");
    assertThat(readRate(book, "2026-02-17T08:00:00Z")).isEqualTo("0.15");
    PriceRow free = book.rows("n").get(0);
    assertThat(free.from()).isEmpty();
    assertThat(free.rates().cacheWrite5m()).hasValueSatisfying(rate -> assertThat(rate).isZero());
    assertThat(free.multipliers().fastLongContext()).isEqualTo(FastLongContext.WAIVED);
    assertThat(free.longContext().orElseThrow().rates().cacheRead()).isEmpty();
  }

  @Test
  void anEmptyTableIsAnEmptyBook() {
    assertThat(loader.load(fixture("empty")).rows()).isEmpty();
  }

  @Test
  void theBundledBookIsWrittenAsItIsRead() {
    PriceBook book = PriceBook.bundled();

    PriceBook again =
        loader.load("copy", new StringReader(new PriceRowWriter().write(book.rows())));

    assertThat(again.rows()).isEqualTo(book.rows());
  }

  @Test
  void aFieldThatIsNoColumnIsRefusedInConfigurationToo() {
    assertThatThrownBy(() -> new PriceRowParser().parse(Map.of("model", "m", "price", "3")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown field: price");
  }

  private static String readRate(PriceBook book, String at) {
    return book.find(ModelId.of("m"), Instant.parse(at))
        .flatMap(row -> row.rates().cacheRead())
        .orElseThrow()
        .toPlainString();
  }

  private static Path fixture(String name) {
    String resource = "/dev/tokenlake/pricing/book/" + name + ".csv";
    try {
      return Path.of(
          Objects.requireNonNull(PriceBookLoaderTest.class.getResource(resource), resource)
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Bad resource: " + resource, e);
    }
  }
}
