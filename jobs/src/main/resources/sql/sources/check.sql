-- Rows that break an identity of sources; none means that all hold.
-- Those that it shares with other tables are in summary_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT source, count(*) AS copies FROM sources GROUP BY source)
WHERE copies > 1
UNION ALL
SELECT 'sessions do not add up to those of the facts', to_json(struct(table_sessions, fact_sums.sessions))
FROM (SELECT coalesce(sum(sessions), 0) AS table_sessions FROM sources)
CROSS JOIN fact_sums
WHERE table_sessions <> fact_sums.sessions
UNION ALL
SELECT 'lines are lost', to_json(struct(source, lines, entries, ignored_lines, quarantined_lines))
FROM sources
WHERE lines <> entries + ignored_lines + quarantined_lines
