-- What there is to say against the calls and their prices, each mark of a call counted apart.
-- Grain:   session_id, day, model, reason
-- Inputs:  usage_facts, pricing_settings
WITH

marked AS (
    SELECT
        session_id,
        day,
        model,
        input_tokens,
        output_tokens,
        cache_write_5m_tokens + cache_write_1h_tokens AS cache_write_tokens,
        cache_read_tokens,
        explode(split(concat_ws(',',
            unpriced_reason,
            nullif(price_flags, ''),
            if(NOT output_is_final, 'OUTPUT_NOT_FINAL', NULL),
            if(currency IS NOT NULL AND cost_usd IS NOT NULL AND cost_local IS NULL,
                'NO_EXCHANGE_RATE', NULL)), ',')) AS reason
    FROM usage_facts
    CROSS JOIN pricing_settings
)

SELECT
    session_id,
    day,
    model,
    reason,
    count(*) AS responses,
    sum(input_tokens) AS input_tokens,
    sum(output_tokens) AS output_tokens,
    sum(cache_write_tokens) AS cache_write_tokens,
    sum(cache_read_tokens) AS cache_read_tokens
FROM marked
WHERE reason <> ''
GROUP BY session_id, day, model, reason
