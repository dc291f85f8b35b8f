-- Rows that break an identity of models; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT model, count(*) AS copies FROM models GROUP BY model)
WHERE copies > 1
