-- Rows that break an identity of counting_audit; none means that all hold.
-- Of rows that are wrong in themselves one is shown.
WITH

summed AS (
    SELECT
        struct(
            coalesce(sum(if(rule = 'ours', units, NULL)), 0) AS responses,
            coalesce(sum(if(rule = 'ours', input_tokens, NULL)), 0) AS input_tokens,
            coalesce(sum(if(rule = 'ours', output_tokens, NULL)), 0) AS output_tokens,
            coalesce(sum(if(rule = 'ours', cache_write_5m_tokens, NULL)), 0)
                AS cache_write_5m_tokens,
            coalesce(sum(if(rule = 'ours', cache_write_1h_tokens, NULL)), 0)
                AS cache_write_1h_tokens,
            coalesce(sum(if(rule = 'ours', cache_read_tokens, NULL)), 0) AS cache_read_tokens
        ) AS table_sums,
        -- Unknown as soon as the lines of one response are.
        if(bool_or(units IS NULL), NULL, coalesce(sum(if(rule = 'every_line', units, NULL)), 0))
            AS table_lines,
        sum(if(rule = 'every_line', total_tokens, NULL)) AS every_line,
        sum(if(rule = 'fieldwise_max', total_tokens, NULL)) AS fieldwise_max,
        sum(if(rule = 'first_line', total_tokens, NULL)) AS first_line,
        sum(if(rule = 'last_line', total_tokens, NULL)) AS last_line,
        sum(if(rule = 'per_file', total_tokens, NULL)) AS per_file,
        min(CASE
            WHEN total_tokens
                    <> input_tokens + output_tokens + cache_write_tokens + cache_read_tokens
                OR cache_write_tokens <> cache_write_5m_tokens + cache_write_1h_tokens
                OR (units IS NULL) <> (untold_responses > 0 AND rule <> 'ours')
            THEN to_json(struct(*))
        END) AS odd_row
    FROM counting_audit
),

facts AS (
    SELECT
        struct(responses, input_tokens, output_tokens, cache_write_5m_tokens,
            cache_write_1h_tokens, cache_read_tokens) AS fact_sums,
        log_lines AS fact_lines
    FROM fact_sums
),

judged AS (
    SELECT stack(4,
        'tokens, lines or responses differ from the facts',
        CASE WHEN table_sums <> fact_sums THEN to_json(struct(table_sums, fact_sums)) END,
        'lines differ from the facts',
        CASE WHEN table_lines <> fact_lines THEN to_json(struct(table_lines, fact_lines)) END,
        'parts of a row do not add up', odd_row,
        'one line of a response counts more than all of them',
        CASE
            WHEN fieldwise_max > every_line
                OR per_file > every_line
                OR greatest(first_line, last_line) > fieldwise_max
            THEN to_json(struct(every_line, fieldwise_max, first_line, last_line, per_file))
        END
    ) AS (rule, figures)
    FROM summed
    CROSS JOIN facts
)

SELECT rule AS broken_rule, figures FROM judged WHERE figures IS NOT NULL
UNION ALL
SELECT 'a rule lacks a month of a source', to_json(struct(*))
FROM (
    SELECT source, month_start, count(*) AS found FROM counting_audit GROUP BY source, month_start
)
WHERE found <> (SELECT count(*) FROM counting_rules)
