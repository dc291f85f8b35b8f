-- Sessions under the names that the table sessions has for what is known of them.
-- Grain:   session_id
-- Inputs:  session_rows, project_names
SELECT
    s.session_id, s.source, n.project, s.project_path, s.start AS start_ts,
    s.end AS end_ts, s.start_day, s.active AS active_ms, s.prompts, s.turns,
    s.subagents, s.peak_context AS peak_context_tokens,
    s.mean_context AS mean_context_tokens, s.last_context AS last_context_tokens,
    s.compactions, s.misses AS cache_misses, s.api_errors, s.interruptions
FROM session_rows s
LEFT JOIN project_names n USING (project_path)
