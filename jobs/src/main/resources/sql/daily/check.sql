-- Rows that break an identity of daily; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT day, count(*) AS copies FROM daily GROUP BY day)
WHERE copies > 1
