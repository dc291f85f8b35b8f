-- Calls whose log states a cost; what is compared is that of those that have a list price too.
-- Grain:   session_id, day, model
-- Inputs:  usage_facts
WITH

logged AS (
    SELECT
        *,
        cost_list_usd IS NOT NULL AS is_compared
    FROM usage_facts
    WHERE cost_logged_usd IS NOT NULL
)

SELECT
    session_id,
    day,
    month_start,
    model,
    count(*) AS responses,
    count_if(is_compared) AS compared_responses,
    sum(cost_logged_usd) AS logged_usd,
    sum(cost_list_usd) AS list_usd,
    sum(if(is_compared, cost_logged_usd, NULL)) AS compared_logged_usd,
    sum(if(is_compared, input_tokens, 0)) AS compared_input_tokens,
    sum(if(is_compared, output_tokens, 0)) AS compared_output_tokens,
    sum(if(is_compared, cache_write_5m_tokens + cache_write_1h_tokens, 0))
        AS compared_cache_write_tokens,
    sum(if(is_compared, cache_read_tokens, 0)) AS compared_cache_read_tokens
FROM logged
GROUP BY session_id, day, month_start, model
