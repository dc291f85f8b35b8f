-- Rows that break an identity of price_modes; none means that all hold.
SELECT 'logged or list costs differ from the facts' AS broken_rule,
    to_json(struct(table_sums.*, facts.*)) AS figures
FROM (
    SELECT coalesce(sum(responses), 0) AS table_responses,
        coalesce(sum(logged_usd), 0) AS table_logged_usd,
        coalesce(sum(list_usd), 0) AS table_list_usd
    FROM price_modes
) AS table_sums
CROSS JOIN (
    SELECT coalesce(sum(logged_responses), 0) AS responses,
        coalesce(sum(cost_logged_usd), 0) AS logged_usd,
        coalesce(sum(cost_list_usd), 0) AS list_usd
    FROM usage_sums
) AS facts
WHERE table_responses <> responses
    OR abs(table_logged_usd - logged_usd) > 1e-9 * greatest(1, logged_usd)
    OR abs(table_list_usd - list_usd) > 1e-9 * greatest(1, list_usd)
UNION ALL
SELECT 'a difference does not add up', to_json(struct(*))
FROM price_modes
WHERE compared_responses > responses
    OR abs(difference_usd - (list_usd - compared_logged_usd)) > 1e-9 * greatest(1, logged_usd)
UNION ALL
SELECT 'two rows of one grain', to_json(struct(*))
FROM (SELECT month_start, model, count(*) AS copies FROM price_modes GROUP BY month_start, model)
WHERE copies > 1
