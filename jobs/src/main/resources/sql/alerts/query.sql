-- What a reader of the tables should know or act upon.
-- Grain:   alert, subject, reason
-- Inputs:  usage_marks, logged_sums, reject_facts
-- Why:     a cost that is missing or weak must not pass for a figure; nothing here but model ids,
--          labels of sources and our own words.
WITH

kinds AS (
    SELECT * FROM VALUES
        ('NO_MODEL', 'unpriced_model', 'warning', 'no price, since the log names no model'),
        ('UNKNOWN_MODEL', 'unpriced_model', 'warning', 'no price, since the price book does not list the model; add a row or an alias to the configuration'),
        ('NO_PRICE_AT_DATE', 'unpriced_model', 'warning', 'no price, since the model had none yet on their day'),
        ('NO_RATE_FOR_TOKENS', 'unpriced_model', 'warning', 'no price, since the rate of a class of tokens they used is not known'),
        ('NO_FAST_RATE', 'unpriced_model', 'warning', 'no price, since the model has no price for fast mode on their day'),
        ('NO_BATCH_RATE', 'unpriced_model', 'warning', 'no price, since the price of batches is not known'),
        ('NO_TOOL_RATE', 'unpriced_model', 'warning', 'no price, since the price of web searches is not known'),
        ('FAST_WITH_BATCH', 'unpriced_model', 'warning', 'no price, since the log calls them both fast and a batch'),
        ('NO_TIMESTAMP', 'unpriced_model', 'warning', 'no price, since prices are dated and the log gives no time'),
        ('NOT_BILLABLE', 'not_billable', 'info', 'made up by the client, no model answered; no price, and none is needed'),
        ('LOW_CONFIDENCE', 'low_confidence_price', 'warning', 'priced from weak or contradicting sources'),
        ('SINCE_UNKNOWN', 'low_confidence_price', 'warning', 'priced, but it is not known since when the price holds'),
        ('PRIORITY_TIER', 'low_confidence_price', 'info', 'run in the priority tier; at list price, though a capacity commitment pays otherwise'),
        ('TTL_ASSUMED', 'open_point', 'info', 'cache writes of a lifetime the log does not say; priced at five minutes'),
        ('GEO_UNKNOWN', 'open_point', 'info', 'perhaps run where a premium is due; priced without it unless configured'),
        ('OUTPUT_NOT_FINAL', 'nonfinal_output', 'info', 'output count only a placeholder in the log, so that the cost is too low'),
        ('NO_EXCHANGE_RATE', 'no_exchange_rate', 'warning', 'no cost in the configured currency, since no rate is known for the day')
        AS kinds(reason, alert, severity, meaning)
),

by_model AS (
    SELECT
        alert,
        severity,
        coalesce(model, '(no model)') AS subject,
        reason,
        meaning,
        min(day) AS first_day,
        max(day) AS last_day,
        sum(responses) AS responses,
        sum(input_tokens) AS input_tokens,
        sum(output_tokens) AS output_tokens,
        sum(cache_write_tokens) AS cache_write_tokens,
        sum(cache_read_tokens) AS cache_read_tokens
    FROM usage_marks
    JOIN kinds USING (reason)
    GROUP BY alert, severity, model, reason, meaning
),

of_usage AS (
    SELECT
        alert,
        severity,
        subject,
        reason,
        first_day,
        last_day,
        responses,
        0L AS log_lines,
        input_tokens,
        output_tokens,
        cache_write_tokens,
        cache_read_tokens,
        concat(subject, ': ', format_number(responses, 0),
            if(responses = 1, ' response with ', ' responses with '),
            format_number(input_tokens + output_tokens + cache_write_tokens + cache_read_tokens, 0),
            ' tokens: ', meaning, '.') AS message
    FROM by_model
),

differing AS (
    SELECT
        coalesce(model, '(no model)') AS subject,
        min(day) AS first_day,
        max(day) AS last_day,
        sum(compared_responses) AS responses,
        sum(compared_input_tokens) AS input_tokens,
        sum(compared_output_tokens) AS output_tokens,
        sum(compared_cache_write_tokens) AS cache_write_tokens,
        sum(compared_cache_read_tokens) AS cache_read_tokens,
        sum(compared_logged_usd) AS logged_usd,
        sum(list_usd) AS list_usd
    FROM logged_sums
    WHERE compared_responses > 0
    GROUP BY model
    HAVING abs(sum(list_usd) - sum(compared_logged_usd)) > 0.05 * sum(compared_logged_usd)
),

of_modes AS (
    SELECT
        'logged_cost_differs' AS alert,
        'info' AS severity,
        subject,
        'LOGGED_COST_DIFFERS' AS reason,
        first_day,
        last_day,
        responses,
        0L AS log_lines,
        input_tokens,
        output_tokens,
        cache_write_tokens,
        cache_read_tokens,
        concat(subject, ': ', format_number(responses, 0),
            if(responses = 1, ' response: ', ' responses: '),
            format_number(logged_usd, 4), ' US dollars by the logs, ',
            format_number(list_usd, 4), ' by the price book; see price_modes.') AS message
    FROM differing
),

refused AS (
    SELECT
        source,
        reason,
        sum(log_lines) AS log_lines,
        count_if(line = 0) AS files
    FROM reject_facts
    GROUP BY source, reason
),

of_quarantine AS (
    SELECT
        'quarantine' AS alert,
        'warning' AS severity,
        source AS subject,
        reason,
        CAST(NULL AS DATE) AS first_day,
        CAST(NULL AS DATE) AS last_day,
        0L AS responses,
        log_lines,
        0L AS input_tokens,
        0L AS output_tokens,
        0L AS cache_write_tokens,
        0L AS cache_read_tokens,
        concat(source, ': ',
            concat_ws(' and ',
                if(log_lines > 0, concat(format_number(log_lines, 0),
                    if(log_lines = 1, ' line', ' lines')), NULL),
                if(files > 0, concat(format_number(files, 0),
                    if(files = 1, ' file', ' files')), NULL)),
            ' quarantined (', lower(replace(reason, '_', ' ')),
            '); what was refused is in no table.') AS message
    FROM refused
),

together AS (
    SELECT * FROM of_usage
    UNION ALL
    SELECT * FROM of_modes
    UNION ALL
    SELECT * FROM of_quarantine
)

SELECT
    alert,
    severity,
    subject,
    reason,
    first_day,
    last_day,
    responses,
    log_lines,
    input_tokens,
    output_tokens,
    cache_write_tokens,
    cache_read_tokens,
    input_tokens + output_tokens + cache_write_tokens + cache_read_tokens AS total_tokens,
    message
FROM together
ORDER BY severity DESC, alert, total_tokens DESC, subject, reason
