-- Every API call after de-duplication.
-- Grain:   response_key
-- Inputs:  usage_facts
-- Order:   by session and time within a file, see UsageTable
WITH

totalled AS (
    SELECT
        *,
        cache_write_5m_tokens + cache_write_1h_tokens AS cache_write_tokens,
        input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens
            + cache_read_tokens AS total_tokens
    FROM usage_facts
)

SELECT
    response_key,
    call_kind,
    source,
    project,
    project_path,
    project_group,
    session_id,
    agent_id,
    is_subagent,
    ts,
    day,
    model,
    model_logged,
    speed,
    service_tier,
    inference_geo,
    client_version,
    entrypoint,
    git_branch,
    stop_reason,
    output_is_final,
    ttl_assumed,
    context_tokens,
    prompt_index,
    turn_index,
    is_session_first,
    log_lines,
    web_search_requests,
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
    unpriced_reason,
    price_flags
FROM totalled
