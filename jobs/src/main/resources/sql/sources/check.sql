-- Rows that break an identity of sources; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT source, count(*) AS copies FROM sources GROUP BY source)
WHERE copies > 1
UNION ALL
SELECT 'lines are lost', to_json(struct(source, lines, entries, ignored_lines, quarantined_lines))
FROM sources
WHERE lines <> entries + ignored_lines + quarantined_lines
