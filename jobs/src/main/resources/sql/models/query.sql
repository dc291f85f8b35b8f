-- Usage by model.
-- Grain:   model
-- Inputs:  usage_cells
SELECT
    model,
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
    cache_share,
    cache_hit_ratio,
    read_per_input,
    read_per_fresh,
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
FROM usage_cells
WHERE grain = 'model'
ORDER BY responses DESC, model
