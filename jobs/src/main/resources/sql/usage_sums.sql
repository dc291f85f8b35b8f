-- Usage summed up as far as no table needs it finer: one session's calls of a day, model and branch.
-- Every other table is aggregated from this, which is some thirty times smaller than the calls. Each
-- row is of one session, so that a night replaces those of the sessions it changed and no other.
-- Grain:   session_id, source, project_path, day, model, client_version, git_branch
-- Inputs:  usage_facts
WITH

summed AS (
    SELECT
        session_id,
        source,
        project,
        project_path,
        project_group,
        day,
        week_start,
        iso_week,
        month_start,
        phase_position,
        model,
        client_version,
        git_branch,
        count_if(is_session_first) AS sessions,
        count(*) AS responses,
        sum(log_lines) AS log_lines,
        sum(input_tokens) AS input_tokens,
        sum(output_tokens) AS output_tokens,
        sum(cache_write_5m_tokens) AS cache_write_5m_tokens,
        sum(cache_write_1h_tokens) AS cache_write_1h_tokens,
        sum(cache_read_tokens) AS cache_read_tokens,
        sum(cost_usd) AS cost_usd,
        sum(cost_input_usd) AS cost_input_usd,
        sum(cost_output_usd) AS cost_output_usd,
        sum(cost_cache_write_usd) AS cost_cache_write_usd,
        sum(cost_cache_read_usd) AS cost_cache_read_usd,
        sum(cost_tools_usd) AS cost_tools_usd,
        sum(cost_local) AS cost_local,
        count_if(unpriced_reason IS NOT NULL) AS unpriced_responses,
        count_if(NOT output_is_final) AS nonfinal_responses,
        count_if(ttl_assumed) AS ttl_assumed_responses,
        count_if(price_flags LIKE '%LOW_CONFIDENCE%') AS low_confidence_responses,
        count(cost_logged_usd) AS logged_responses,
        sum(cost_logged_usd) AS cost_logged_usd,
        sum(cost_list_usd) AS cost_list_usd
    FROM usage_facts
    GROUP BY
        session_id, source, project, project_path, project_group, day, week_start, iso_week,
        month_start, phase_position, model, client_version, git_branch
)

-- Of the rows that a session has in a week, the first opens it there: so the sessions of weeks, or
-- of anything else that opens names, are added up like all the rest. A session is of one project.
SELECT
    *,
    named_struct(
        'whole', count(*) OVER earlier = 0,
        'source', NOT array_contains(
            collect_set(struct(source)) OVER earlier, struct(source)),
        'phase', NOT array_contains(
            collect_set(struct(phase_position)) OVER earlier, struct(phase_position)),
        'phase_week', NOT array_contains(
            collect_set(struct(phase_position, week_start)) OVER earlier,
            struct(phase_position, week_start)),
        'month', NOT array_contains(
            collect_set(struct(month_start)) OVER earlier, struct(month_start)),
        'week', NOT array_contains(
            collect_set(struct(week_start)) OVER earlier, struct(week_start)),
        'day', NOT array_contains(
            collect_set(struct(day)) OVER earlier, struct(day)),
        'week_model', NOT array_contains(
            collect_set(struct(week_start, model)) OVER earlier, struct(week_start, model)),
        'branch', NOT array_contains(
            collect_set(struct(git_branch)) OVER earlier, struct(git_branch)),
        'model', NOT array_contains(
            collect_set(struct(model)) OVER earlier, struct(model)),
        'version', NOT array_contains(
            collect_set(struct(client_version)) OVER earlier, struct(client_version))
    ) AS opens
FROM summed
WINDOW earlier AS (
    PARTITION BY session_id
    ORDER BY day, source, model, client_version, git_branch, project_path
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
