-- Rows that break an identity of client_versions; none means that all hold.
-- Those that it shares with other tables are in summary_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT client_version, count(*) AS copies FROM client_versions GROUP BY client_version)
WHERE copies > 1
UNION ALL
SELECT 'sessions do not add up to those of the facts', to_json(struct(table_sessions, fact_sums.sessions))
FROM (SELECT coalesce(sum(sessions), 0) AS table_sessions FROM client_versions)
CROSS JOIN fact_sums
WHERE table_sessions <> fact_sums.sessions
