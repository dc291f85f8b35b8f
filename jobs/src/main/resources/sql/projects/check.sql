-- Rows that break an identity of projects; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT project, count(*) AS copies FROM projects GROUP BY project)
WHERE copies > 1
