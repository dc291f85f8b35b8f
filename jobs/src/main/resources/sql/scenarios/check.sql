-- Rows that break an identity of scenarios; none means that all hold.
SELECT 'a scenario is lost or doubled' AS broken_rule,
    to_json(struct(shown, distinct_names, wanted)) AS figures
FROM (SELECT count(*) AS shown, count(DISTINCT scenario) AS distinct_names FROM scenarios)
CROSS JOIN (
    SELECT (SELECT count(*) FROM scenario_list) + (SELECT count(*) FROM flat_plans) AS wanted
)
WHERE shown <> wanted OR distinct_names <> wanted
UNION ALL
SELECT 'responses differ from the facts', to_json(struct(scenario, s.responses, f.responses))
FROM scenarios s
CROSS JOIN fact_sums f
WHERE scenario NOT LIKE 'flat_subscription%' AND s.responses <> f.responses
UNION ALL
SELECT 'actual does not reconcile with the facts',
    to_json(struct(low_usd, high_usd, cost_usd, s.unpriced_responses, f.unpriced_responses))
FROM scenarios s
CROSS JOIN fact_sums f
CROSS JOIN pricing_settings
WHERE scenario = 'actual'
    AND (s.unpriced_responses <> f.unpriced_responses
        OR coalesce(low_usd, 0) > cost_usd + 1e-9 * greatest(1, cost_usd)
        OR coalesce(high_usd, 0) < cost_usd - 1e-9 * greatest(1, cost_usd)
        -- With the premium always charged, the cost is no longer the least that is possible.
        OR unstated_geo <> 'premium'
            AND abs(coalesce(low_usd, 0) - cost_usd) > 1e-9 * greatest(1, cost_usd))
UNION ALL
SELECT 'low is above high, or a count exceeds the responses', to_json(struct(*))
FROM scenarios
WHERE low_usd > high_usd
    OR actual_low_usd > actual_high_usd
    OR ratio_low > ratio_high
    OR unpriced_responses > responses
    OR compared_responses > responses - unpriced_responses
    OR low_usd IS NULL AND responses > unpriced_responses
