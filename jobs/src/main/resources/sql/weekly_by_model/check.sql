-- Rows that break an identity of weekly_by_model; none means that all hold.
-- Those that it shares with other tables are in summary_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT week_start, model, count(*) AS copies FROM weekly_by_model GROUP BY week_start, model)
WHERE copies > 1
UNION ALL
SELECT 'sessions do not add up to those of the facts', to_json(struct(table_sessions, fact_sums.sessions))
FROM (SELECT coalesce(sum(sessions), 0) AS table_sessions FROM weekly_by_model)
CROSS JOIN fact_sums
WHERE table_sessions <> fact_sums.sessions
