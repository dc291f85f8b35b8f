package dev.tokenlake.jobs.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The five token counts that are added up. */
public record OracleTokens(
    long input, long output, long cacheWrite5m, long cacheWrite1h, long cacheRead) {

  public static final OracleTokens NONE = new OracleTokens(0, 0, 0, 0, 0);

  private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 53);

  /** Counts of a {@code usage} object, or of one of its iterations. */
  static OracleTokens of(JsonNode usage) {
    long flat = count(usage.path("cache_creation_input_tokens"));
    long e5 = count(usage.path("cache_creation").path("ephemeral_5m_input_tokens"));
    long e1 = count(usage.path("cache_creation").path("ephemeral_1h_input_tokens"));
    long written = Math.max(flat, e5 + e1);
    return new OracleTokens(
        count(usage.path("input_tokens")),
        count(usage.path("output_tokens")),
        written - e1,
        e1,
        count(usage.path("cache_read_input_tokens")));
  }

  /** Null, absent, negative or no number: 0. Fractions are cut off. Text is read as a number. */
  private static long count(JsonNode value) {
    BigDecimal number;
    if (value.isNumber()) {
      number = value.decimalValue();
    } else if (value.isTextual()) {
      try {
        number = new BigDecimal(value.textValue().strip());
      } catch (NumberFormatException e) {
        return 0;
      }
    } else {
      return 0;
    }
    return number.max(BigDecimal.ZERO).min(LARGEST).setScale(0, RoundingMode.DOWN).longValueExact();
  }

  public long cacheWrite() {
    return cacheWrite5m + cacheWrite1h;
  }

  public long context() {
    return input + cacheWrite() + cacheRead;
  }

  public long total() {
    return context() + output;
  }

  public OracleTokens plus(OracleTokens other) {
    return new OracleTokens(
        input + other.input,
        output + other.output,
        cacheWrite5m + other.cacheWrite5m,
        cacheWrite1h + other.cacheWrite1h,
        cacheRead + other.cacheRead);
  }
}
