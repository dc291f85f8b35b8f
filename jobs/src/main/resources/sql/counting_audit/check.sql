-- Rows that break an identity of counting_audit; none means that all hold.
SELECT 'tokens, lines or responses differ from the facts' AS broken_rule,
    to_json(struct(table_sums, fact_sums)) AS figures
FROM (
    SELECT struct(coalesce(sum(units), 0), coalesce(sum(input_tokens), 0),
        coalesce(sum(output_tokens), 0), coalesce(sum(cache_write_5m_tokens), 0),
        coalesce(sum(cache_write_1h_tokens), 0), coalesce(sum(cache_read_tokens), 0)) AS table_sums
    FROM counting_audit
    WHERE rule = 'ours'
)
CROSS JOIN (
    SELECT struct(responses, input_tokens, output_tokens, cache_write_5m_tokens,
        cache_write_1h_tokens, cache_read_tokens) AS fact_sums
    FROM fact_sums
)
WHERE table_sums <> fact_sums
UNION ALL
SELECT 'lines differ from the facts', to_json(struct(table_lines, fact_lines))
FROM (
    SELECT coalesce(sum(units), 0) AS table_lines FROM counting_audit WHERE rule = 'every_line'
)
CROSS JOIN (SELECT log_lines AS fact_lines FROM fact_sums)
WHERE table_lines <> fact_lines
UNION ALL
SELECT 'parts of a row do not add up', to_json(struct(*))
FROM counting_audit
WHERE total_tokens <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
    OR cache_write_tokens <> cache_write_5m_tokens + cache_write_1h_tokens
UNION ALL
SELECT 'one line of a response counts more than all of them', to_json(struct(*))
FROM (
    SELECT
        max(if(rule = 'every_line', total, NULL)) AS every_line,
        max(if(rule = 'fieldwise_max', total, NULL)) AS fieldwise_max,
        max(if(rule = 'first_line', total, NULL)) AS first_line,
        max(if(rule = 'last_line', total, NULL)) AS last_line,
        max(if(rule = 'per_file', total, NULL)) AS per_file
    FROM (
        SELECT rule, sum(total_tokens) AS total FROM counting_audit GROUP BY rule
    )
)
WHERE fieldwise_max > every_line
    OR per_file > every_line
    OR greatest(first_line, last_line) > fieldwise_max
UNION ALL
SELECT 'a rule lacks a month of a source', to_json(struct(*))
FROM (
    SELECT source, month_start, count(*) AS found FROM counting_audit GROUP BY source, month_start
)
WHERE found <> (SELECT count(*) FROM counting_rules)
