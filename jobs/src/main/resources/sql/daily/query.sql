-- Usage by day.
-- Grain:   day; usage without a timestamp stands under null
-- Inputs:  usage_sums, transcripts, commits
-- Params:  :commits_known, whether repositories are configured
WITH

used AS (
    SELECT
        day,
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
    GROUP BY day
),

began AS (
    SELECT
        day,
        count_if(NOT is_agent) AS session_files,
        count_if(is_agent) AS subagent_files
    FROM transcripts
    WHERE day IS NOT NULL
    GROUP BY day
),

committed AS (
    SELECT day, count(*) AS commits FROM commits GROUP BY day
),

-- Transcripts may begin where no usage is, and usage without a timestamp has none beside it.
summed AS (
    SELECT *
    FROM used
    FULL JOIN began USING (day)
    LEFT JOIN committed USING (day)
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
    day,
    coalesce(session_files, 0) AS session_files,
    coalesce(subagent_files, 0) AS subagent_files,
    coalesce(sessions, 0) AS sessions,
    coalesce(sessions_active, 0) AS sessions_active,
    coalesce(responses, 0) AS responses,
    coalesce(log_lines, 0) AS log_lines,
    coalesce(input_tokens, 0) AS input_tokens,
    coalesce(output_tokens, 0) AS output_tokens,
    coalesce(cache_write_tokens, 0) AS cache_write_tokens,
    coalesce(cache_write_5m_tokens, 0) AS cache_write_5m_tokens,
    coalesce(cache_write_1h_tokens, 0) AS cache_write_1h_tokens,
    coalesce(cache_read_tokens, 0) AS cache_read_tokens,
    coalesce(total_tokens, 0) AS total_tokens,
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
    coalesce(unpriced_responses, 0) AS unpriced_responses,
    coalesce(nonfinal_responses, 0) AS nonfinal_responses,
    coalesce(ttl_assumed_responses, 0) AS ttl_assumed_responses,
    coalesce(low_confidence_responses, 0) AS low_confidence_responses,
    CASE WHEN :commits_known THEN coalesce(commits, 0) END AS commits
FROM totalled
ORDER BY day NULLS LAST
