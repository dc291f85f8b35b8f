-- Every session with at least one response.
-- Grain:   session_id
-- Inputs:  usage_sums, session_facts
WITH

-- By itself: beside a set, sums are kept in a far dearer way.
named AS (
    SELECT
        session_id,
        nullif(array_join(array_sort(collect_set(model)), ','), '') AS models
    FROM usage_sums
    GROUP BY session_id
),

summed AS (
    SELECT
        session_id,
        sum(responses) AS responses,
        sum(log_lines) AS log_lines,
        sum(input_tokens) AS input_tokens,
        sum(output_tokens) AS output_tokens,
        sum(cache_write_5m_tokens) AS cache_write_5m_tokens,
        sum(cache_write_1h_tokens) AS cache_write_1h_tokens,
        sum(cache_read_tokens) AS cache_read_tokens,
        sum(cost_usd) AS cost_usd,
        sum(cost_input_usd) AS cost_input_usd,
        sum(cost_output_usd) AS cost_output_usd,
        sum(cost_cache_write_usd) AS cost_cache_write_usd,
        sum(cost_cache_read_usd) AS cost_cache_read_usd,
        sum(cost_tools_usd) AS cost_tools_usd,
        sum(cost_local) AS cost_local,
        sum(unpriced_responses) AS unpriced_responses,
        sum(nonfinal_responses) AS nonfinal_responses,
        sum(ttl_assumed_responses) AS ttl_assumed_responses,
        sum(low_confidence_responses) AS low_confidence_responses
    FROM usage_sums
    GROUP BY session_id
),

totalled AS (
    SELECT
        *,
        cache_write_5m_tokens + cache_write_1h_tokens AS cache_write_tokens,
        input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens
            + cache_read_tokens AS total_tokens
    FROM summed
)

SELECT
    session_id,
    source,
    project,
    project_path,
    start_ts,
    end_ts,
    start_day,
    active_ms / 60000 AS active_minutes,
    prompts,
    turns,
    subagents,
    models,
    peak_context_tokens,
    mean_context_tokens,
    last_context_tokens,
    compactions,
    cache_misses,
    api_errors,
    interruptions,
    responses,
    log_lines,
    input_tokens,
    output_tokens,
    cache_write_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    cache_read_tokens,
    total_tokens,
    cache_share(cache_read_tokens, total_tokens) AS cache_share,
    cache_hit_ratio(cache_read_tokens, input_tokens, cache_write_tokens) AS cache_hit_ratio,
    per_token(cache_read_tokens, input_tokens) AS read_per_input,
    per_token(cache_read_tokens, input_tokens + output_tokens) AS read_per_fresh,
    cost_usd,
    cost_input_usd,
    cost_output_usd,
    cost_cache_write_usd,
    cost_cache_read_usd,
    cost_tools_usd,
    cost_local,
    unpriced_responses,
    nonfinal_responses,
    ttl_assumed_responses,
    low_confidence_responses
FROM totalled
JOIN named USING (session_id)
JOIN session_facts USING (session_id)
ORDER BY start_ts NULLS LAST, session_id
