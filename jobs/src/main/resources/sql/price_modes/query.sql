-- What old clients logged as the cost, against list prices.
-- Grain:   month_start, model; responses whose log states a cost
-- Inputs:  usage_facts
WITH

logged AS (
    SELECT
        month_start,
        model,
        cost_logged_usd,
        cost_list_usd,
        if(cost_list_usd IS NULL, NULL, cost_logged_usd) AS compared_logged_usd
    FROM usage_facts
    WHERE cost_logged_usd IS NOT NULL
),

summed AS (
    SELECT
        month_start,
        model,
        count(*) AS responses,
        count(cost_list_usd) AS compared_responses,
        sum(cost_logged_usd) AS logged_usd,
        sum(cost_list_usd) AS list_usd,
        sum(compared_logged_usd) AS compared_logged_usd
    FROM logged
    GROUP BY month_start, model
)

SELECT
    month_start,
    model,
    responses,
    compared_responses,
    logged_usd,
    compared_logged_usd,
    list_usd,
    list_usd - compared_logged_usd AS difference_usd,
    try_divide(CAST(list_usd AS DOUBLE), CAST(compared_logged_usd AS DOUBLE)) AS list_per_logged
FROM summed
ORDER BY month_start NULLS LAST, model
