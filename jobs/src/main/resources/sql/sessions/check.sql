-- Rows that break an identity of sessions; none means that all hold.
-- Those that it shares with other tables are in sql/summaries_check.sql.
SELECT 'two rows of one grain' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT session_id, count(*) AS copies FROM sessions GROUP BY session_id)
WHERE copies > 1
UNION ALL
SELECT 'a session ends before it starts or peaks below its mean', to_json(struct(*))
FROM sessions
WHERE end_ts < start_ts OR peak_context_tokens < mean_context_tokens - 1e-6 OR cache_misses > turns
