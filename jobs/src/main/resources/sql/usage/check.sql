-- Rows that break an identity of usage; none means that all hold. Of the files that a night writes
-- only: written_sums are the facts of their days.
SELECT 'rows differ from the facts' AS broken_rule, to_json(struct(*)) AS figures
FROM (
    SELECT count(*) AS table_rows, count(DISTINCT response_key) AS table_keys FROM usage
)
CROSS JOIN written_sums
WHERE table_rows <> written_sums.responses OR table_keys <> written_sums.responses
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
    SELECT struct(count(*), coalesce(sum(log_lines), 0),
        coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0),
        coalesce(sum(cache_write_5m_tokens), 0), coalesce(sum(cache_write_1h_tokens), 0),
        coalesce(sum(cache_read_tokens), 0), count_if(unpriced_reason IS NOT NULL)) AS table_sums
    FROM usage
)
CROSS JOIN (
    SELECT struct(responses, log_lines, input_tokens, output_tokens, cache_write_5m_tokens,
        cache_write_1h_tokens, cache_read_tokens, unpriced_responses) AS fact_sums
    FROM written_sums
)
WHERE table_sums <> fact_sums
UNION ALL
SELECT 'cost differs from the facts', to_json(struct(table_usd, written_sums.cost_usd))
FROM (SELECT coalesce(sum(cost_usd), 0) AS table_usd FROM usage)
CROSS JOIN written_sums
WHERE abs(table_usd - written_sums.cost_usd) > 1e-9 * greatest(1, written_sums.cost_usd)
