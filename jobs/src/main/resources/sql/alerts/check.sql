-- Rows that break an identity of alerts; none means that all hold.
SELECT 'unpriced responses differ from the facts' AS broken_rule,
    to_json(struct(told, unpriced_responses)) AS figures
FROM (
    SELECT coalesce(sum(responses), 0) AS told
    FROM alerts
    WHERE alert IN ('unpriced_model', 'not_billable')
)
CROSS JOIN fact_sums
WHERE told <> unpriced_responses
UNION ALL
SELECT 'quarantined lines differ from those of the files', to_json(struct(told, rejected_lines))
FROM (SELECT coalesce(sum(log_lines), 0) AS told FROM alerts WHERE alert = 'quarantine')
CROSS JOIN (SELECT coalesce(sum(rejected_lines), 0) AS rejected_lines FROM log_files)
WHERE told <> rejected_lines
UNION ALL
SELECT 'tokens of a row do not add up, or it says nothing', to_json(struct(*))
FROM alerts
WHERE total_tokens <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
    OR message IS NULL
UNION ALL
SELECT 'two rows of one grain', to_json(struct(*))
FROM (
    SELECT alert, subject, reason, count(*) AS copies
    FROM alerts
    GROUP BY alert, subject, reason
)
WHERE copies > 1
