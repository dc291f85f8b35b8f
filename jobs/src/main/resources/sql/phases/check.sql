-- Rows that break an identity of phases; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT phase, count(*) AS copies FROM phases GROUP BY phase)
WHERE copies > 1
