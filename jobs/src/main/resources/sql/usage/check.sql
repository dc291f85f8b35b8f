-- Rows that break an identity of usage; none means that all hold. Looks at the files that a night
-- writes; what those it takes over add up to is known from when they were written.
-- Of rows that are wrong in themselves one is shown.
WITH

summed AS (
    SELECT
        struct(
            count(*) AS responses,
            coalesce(sum(log_lines), 0) AS log_lines,
            coalesce(sum(input_tokens), 0) AS input_tokens,
            coalesce(sum(output_tokens), 0) AS output_tokens,
            coalesce(sum(cache_write_5m_tokens), 0) AS cache_write_5m_tokens,
            coalesce(sum(cache_write_1h_tokens), 0) AS cache_write_1h_tokens,
            coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens,
            count_if(unpriced_reason IS NOT NULL) AS unpriced_responses
        ) AS written,
        coalesce(sum(cost_usd), 0) AS written_usd,
        min(CASE
            WHEN total_tokens
                    <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
                OR cache_write_tokens <> cache_write_5m_tokens + cache_write_1h_tokens
                OR abs(cost_usd - (cost_input_usd + cost_output_usd + cost_cache_write_usd
                    + cost_cache_read_usd + cost_tools_usd)) > 1e-9 * greatest(1, cost_usd)
                OR cache_share NOT BETWEEN 0 AND 1
            THEN response_key
        END) AS odd_row,
        min(CASE
            WHEN (cost_usd IS NULL) <> (unpriced_reason IS NOT NULL) THEN response_key
        END) AS torn_row,
        min(CASE
            WHEN least(input_tokens, output_tokens, cache_write_5m_tokens, cache_write_1h_tokens,
                    cache_read_tokens, context_tokens, log_lines) < 0
                OR call_kind NOT IN ('message', 'advisor', 'compaction', 'declined')
            THEN response_key
        END) AS strange_row
    FROM usage
),

keyed AS (
    SELECT count(*) AS written_rows, count(DISTINCT response_key) AS written_keys FROM usage
),

elsewhere AS (
    SELECT responses AS elsewhere_rows, cost_usd AS elsewhere_usd, struct(*) AS taken_over
    FROM usage_elsewhere
),

facts AS (
    SELECT
        responses AS fact_rows,
        struct(responses, log_lines, input_tokens, output_tokens, cache_write_5m_tokens,
            cache_write_1h_tokens, cache_read_tokens, unpriced_responses) AS fact_sums,
        cost_usd AS fact_usd
    FROM fact_sums
),

added AS (
    SELECT
        *,
        struct(
            written.responses + taken_over.responses AS responses,
            written.log_lines + taken_over.log_lines AS log_lines,
            written.input_tokens + taken_over.input_tokens AS input_tokens,
            written.output_tokens + taken_over.output_tokens AS output_tokens,
            written.cache_write_5m_tokens + taken_over.cache_write_5m_tokens
                AS cache_write_5m_tokens,
            written.cache_write_1h_tokens + taken_over.cache_write_1h_tokens
                AS cache_write_1h_tokens,
            written.cache_read_tokens + taken_over.cache_read_tokens AS cache_read_tokens,
            written.unpriced_responses + taken_over.unpriced_responses AS unpriced_responses
        ) AS table_sums,
        written_usd + elsewhere_usd AS table_usd
    FROM summed
    CROSS JOIN keyed
    CROSS JOIN elsewhere
    CROSS JOIN facts
),

judged AS (
    SELECT stack(6,
        'rows differ from the facts',
        CASE
            WHEN written_rows + elsewhere_rows <> fact_rows OR written_keys <> written_rows
            THEN to_json(struct(written_rows, written_keys, elsewhere_rows, fact_rows))
        END,
        'parts of a row do not add up', odd_row,
        'a price and a reason for none', torn_row,
        'a count is negative or a call has no kind', strange_row,
        'tokens, lines or responses differ from the facts',
        CASE WHEN table_sums <> fact_sums THEN to_json(struct(table_sums, fact_sums)) END,
        'cost differs from the facts',
        CASE
            WHEN abs(table_usd - fact_usd) > 1e-9 * greatest(1, fact_usd)
            THEN to_json(struct(table_usd, fact_usd))
        END
    ) AS (rule, figures)
    FROM added
)

SELECT rule AS broken_rule, figures FROM judged WHERE figures IS NOT NULL
