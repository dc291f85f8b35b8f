-- Rows that break an identity of weekly; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT week_start, count(*) AS copies FROM weekly GROUP BY week_start)
WHERE copies > 1
