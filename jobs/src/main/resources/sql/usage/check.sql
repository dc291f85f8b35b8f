-- Rows that break an identity of usage; none means that all hold. Looks at the files that a night
-- writes; what those it takes over add up to is known from when they were written.
SELECT 'rows differ from the facts' AS broken_rule, to_json(struct(*)) AS figures
FROM (
    SELECT count(*) AS table_rows, count(DISTINCT response_key) AS table_keys FROM usage
)
CROSS JOIN (SELECT responses AS elsewhere_rows FROM usage_elsewhere)
CROSS JOIN (SELECT responses FROM fact_sums)
WHERE table_rows + elsewhere_rows <> responses OR table_keys <> table_rows
UNION ALL
SELECT 'parts of a row do not add up', to_json(struct(response_key))
FROM usage
WHERE total_tokens <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
    OR cache_write_tokens <> cache_write_5m_tokens + cache_write_1h_tokens
    OR abs(cost_usd - (cost_input_usd + cost_output_usd + cost_cache_write_usd
        + cost_cache_read_usd + cost_tools_usd)) > 1e-9 * greatest(1, cost_usd)
    OR cache_share NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'a price and a reason for none', to_json(struct(response_key))
FROM usage
WHERE (cost_usd IS NULL) <> (unpriced_reason IS NOT NULL)
UNION ALL
SELECT 'a count is negative or a call has no kind', to_json(struct(response_key))
FROM usage
WHERE least(input_tokens, output_tokens, cache_write_5m_tokens, cache_write_1h_tokens,
        cache_read_tokens, context_tokens, log_lines) < 0
    OR call_kind NOT IN ('message', 'advisor', 'compaction', 'declined')
UNION ALL
SELECT 'tokens, lines or responses differ from the facts', to_json(struct(table_sums, fact_sums))
FROM (
    SELECT struct(sum(responses), sum(log_lines), sum(input_tokens), sum(output_tokens),
        sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), sum(cache_read_tokens),
        sum(unpriced_responses)) AS table_sums
    FROM (
        SELECT 1L AS responses, log_lines, input_tokens, output_tokens, cache_write_5m_tokens,
            cache_write_1h_tokens, cache_read_tokens,
            if(unpriced_reason IS NOT NULL, 1L, 0L) AS unpriced_responses
        FROM usage
        UNION ALL
        SELECT responses, log_lines, input_tokens, output_tokens, cache_write_5m_tokens,
            cache_write_1h_tokens, cache_read_tokens, unpriced_responses
        FROM usage_elsewhere
    )
)
CROSS JOIN (
    SELECT struct(responses, log_lines, input_tokens, output_tokens, cache_write_5m_tokens,
        cache_write_1h_tokens, cache_read_tokens, unpriced_responses) AS fact_sums
    FROM fact_sums
)
WHERE table_sums <> fact_sums
UNION ALL
SELECT 'cost differs from the facts', to_json(struct(table_usd, fact_usd))
FROM (
    SELECT coalesce(sum(cost_usd), 0) AS table_usd
    FROM (SELECT cost_usd FROM usage UNION ALL SELECT cost_usd FROM usage_elsewhere)
)
CROSS JOIN (SELECT cost_usd AS fact_usd FROM fact_sums)
WHERE abs(table_usd - fact_usd) > 1e-9 * greatest(1, fact_usd)
