-- Rows that break an identity of totals; none means that all hold.
SELECT 'tokens, lines or responses differ from the facts' AS broken_rule,
    to_json(struct(table_sums, fact_sums)) AS figures
FROM (
    SELECT struct(coalesce(sum(responses), 0), coalesce(sum(log_lines), 0),
        coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0),
        coalesce(sum(cache_write_5m_tokens), 0), coalesce(sum(cache_write_1h_tokens), 0),
        coalesce(sum(cache_read_tokens), 0), coalesce(sum(unpriced_responses), 0)) AS table_sums
    FROM totals
)
CROSS JOIN (
    SELECT struct(responses, log_lines, input_tokens, output_tokens, cache_write_5m_tokens,
        cache_write_1h_tokens, cache_read_tokens, unpriced_responses) AS fact_sums
    FROM fact_sums
)
WHERE table_sums <> fact_sums
UNION ALL
SELECT 'cost differs from the facts', to_json(struct(table_usd, fact_sums.cost_usd))
FROM (SELECT coalesce(sum(cost_usd), 0) AS table_usd FROM totals)
CROSS JOIN fact_sums
WHERE abs(table_usd - fact_sums.cost_usd) > 1e-9 * greatest(1, fact_sums.cost_usd)
UNION ALL
SELECT 'parts of a row do not add up', to_json(struct(*))
FROM totals
WHERE total_tokens <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
    OR cache_write_tokens <> cache_write_5m_tokens + cache_write_1h_tokens
    OR abs(cost_usd - (cost_input_usd + cost_output_usd + cost_cache_write_usd
        + cost_cache_read_usd + cost_tools_usd)) > 1e-9 * greatest(1, cost_usd)
    OR unpriced_responses > responses
    OR cache_share NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'not one row', to_json(struct(*)) FROM (SELECT count(*) AS found FROM totals) WHERE found <> 1
UNION ALL
SELECT 'shares do not add up to one', to_json(struct(*))
FROM totals
WHERE abs(input_share + output_share + cache_write_share + cached_share - 1) > 1e-9
UNION ALL
SELECT 'sessions do not add up to those of the facts', to_json(struct(totals.sessions, fact_sums.sessions))
FROM totals
CROSS JOIN fact_sums
WHERE totals.sessions <> fact_sums.sessions
UNION ALL
SELECT 'session files do not add up to the transcripts',
    to_json(struct(totals.session_files, fact_sums.session_files))
FROM totals
CROSS JOIN fact_sums
WHERE totals.session_files <> fact_sums.session_files
