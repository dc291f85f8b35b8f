package dev.tokenlake.jobs.rollup;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What calls of the usage table add up to.
 *
 * @param unpricedResponses calls without a price
 * @param costUsd US dollars, rounded as the table is
 */
public record UsageSums(
    long responses,
    long logLines,
    long inputTokens,
    long outputTokens,
    long cacheWrite5mTokens,
    long cacheWrite1hTokens,
    long cacheReadTokens,
    long unpricedResponses,
    double costUsd) {
  static final UsageSums NONE = new UsageSums(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Aggregates of a group of calls, as {@link #of} reads them from its second column on. */
  static final List<Column> COLUMNS =
      List.of(
          functions.expr("count(*)"),
          functions.expr("sum(log_lines)"),
          functions.expr("sum(input_tokens)"),
          functions.expr("sum(output_tokens)"),
          functions.expr("sum(cache_write_5m_tokens)"),
          functions.expr("sum(cache_write_1h_tokens)"),
          functions.expr("sum(cache_read_tokens)"),
          functions.expr("count_if(unpriced_reason IS NOT NULL)"),
          functions.expr("coalesce(sum(cost_usd), 0D)"));

  static UsageSums of(Row row) {
    return new UsageSums(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getDouble(9));
  }

  UsageSums plus(UsageSums other) {
    return new UsageSums(
        responses + other.responses,
        logLines + other.logLines,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        cacheWrite5mTokens + other.cacheWrite5mTokens,
        cacheWrite1hTokens + other.cacheWrite1hTokens,
        cacheReadTokens + other.cacheReadTokens,
        unpricedResponses + other.unpricedResponses,
        costUsd + other.costUsd);
  }
}
