-- Rows that break an identity of totals; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'not one row' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT count(*) AS found FROM totals) WHERE found <> 1
UNION ALL
SELECT 'shares do not add up to one', to_json(struct(*))
FROM totals
WHERE abs(input_share + output_share + cache_write_share + cached_share - 1) > 1e-9
