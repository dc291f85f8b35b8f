-- Rows that break an identity of every table that counts sessions; none means that all hold.
-- Inputs:  the table, fact_sums
-- Params:  :table, its name
SELECT
    'sessions do not add up to those of the facts' AS broken_rule,
    to_json(struct(table_sessions, fact_sums.sessions)) AS figures
FROM (SELECT coalesce(sum(sessions), 0) AS table_sessions FROM IDENTIFIER(:table))
CROSS JOIN fact_sums
WHERE table_sessions <> fact_sums.sessions
