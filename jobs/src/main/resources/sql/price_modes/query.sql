-- What old clients logged as the cost, against list prices.
-- Grain:   month_start, model; responses whose log states a cost
-- Inputs:  logged_sums
WITH

summed AS (
    SELECT
        month_start,
        model,
        sum(responses) AS responses,
        sum(compared_responses) AS compared_responses,
        sum(logged_usd) AS logged_usd,
        sum(list_usd) AS list_usd,
        sum(compared_logged_usd) AS compared_logged_usd
    FROM logged_sums
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
