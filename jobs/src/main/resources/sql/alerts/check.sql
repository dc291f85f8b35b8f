-- Rows that break an identity of alerts; none means that all hold.
-- Of rows that are wrong in themselves one is shown.
WITH

summed AS (
    SELECT
        coalesce(sum(CASE WHEN alert IN ('unpriced_model', 'not_billable') THEN responses END), 0)
            AS told_responses,
        coalesce(sum(CASE WHEN alert = 'quarantine' THEN log_lines END), 0) AS told_lines,
        min(CASE
            WHEN total_tokens
                    <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
                OR message IS NULL
            THEN to_json(struct(*))
        END) AS odd_row
    FROM alerts
),

files AS (
    SELECT coalesce(sum(rejected_lines), 0) AS rejected_lines FROM log_files
),

judged AS (
    SELECT stack(3,
        'unpriced responses differ from the facts',
        CASE
            WHEN told_responses <> unpriced_responses
            THEN to_json(struct(told_responses, unpriced_responses))
        END,
        'quarantined lines differ from those of the files',
        CASE
            WHEN told_lines <> rejected_lines THEN to_json(struct(told_lines, rejected_lines))
        END,
        'tokens of a row do not add up, or it says nothing', odd_row
    ) AS (rule, figures)
    FROM summed
    CROSS JOIN fact_sums
    CROSS JOIN files
)

SELECT rule AS broken_rule, figures FROM judged WHERE figures IS NOT NULL
UNION ALL
SELECT 'two rows of one grain', to_json(struct(*))
FROM (
    SELECT alert, subject, reason, count(*) AS copies
    FROM alerts
    GROUP BY alert, subject, reason
)
WHERE copies > 1
