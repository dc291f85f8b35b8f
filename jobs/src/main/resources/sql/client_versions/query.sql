-- Usage by version of the client.
-- Grain:   client_version
-- Inputs:  usage_sums
WITH

summed AS (
    SELECT
        client_version,
        min(day) AS first_day,
        max(day) AS last_day,
        sum(sessions) AS sessions,
        count(DISTINCT session_id) AS sessions_active,
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
    GROUP BY client_version
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
    client_version,
    first_day,
    last_day,
    sessions,
    sessions_active,
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
ORDER BY first_day NULLS LAST, client_version
