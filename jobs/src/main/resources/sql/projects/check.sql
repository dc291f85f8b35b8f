-- Rows that break an identity of projects; none means that all hold.
-- Those that it shares with other tables are in sql/*_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT project, count(*) AS copies FROM projects GROUP BY project)
WHERE copies > 1
UNION ALL
SELECT 'session files do not add up to the transcripts', to_json(struct(table_files, fact_sums.session_files))
FROM (SELECT coalesce(sum(session_files), 0) AS table_files FROM projects)
CROSS JOIN fact_sums
WHERE table_files <> fact_sums.session_files
