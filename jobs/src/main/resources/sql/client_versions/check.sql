-- Rows that break an identity of client_versions; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT client_version, count(*) AS copies FROM client_versions GROUP BY client_version)
WHERE copies > 1
