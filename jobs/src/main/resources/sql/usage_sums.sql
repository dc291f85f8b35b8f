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
),

listed AS (
    SELECT
        *,
        collect_list(
            struct(
                source, phase_position, month_start, week_start, day, git_branch, model,
                client_version)) OVER (
            PARTITION BY session_id
            ORDER BY day, source, model, client_version, git_branch, project_path
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier
    FROM summed
)

-- Of the rows that a session has in a week, the first opens it there: so the sessions of weeks, or
-- of anything else that opens names, are added up like all the rest. A session is of one project.
SELECT
    * EXCEPT (earlier),
    named_struct(
        'whole', size(earlier) = 0,
        'source', NOT exists(earlier, e -> e.source <=> source),
        'phase', NOT exists(earlier, e -> e.phase_position <=> phase_position),
        'phase_week', NOT exists(
            earlier,
            e -> e.phase_position <=> phase_position AND e.week_start <=> week_start),
        'month', NOT exists(earlier, e -> e.month_start <=> month_start),
        'week', NOT exists(earlier, e -> e.week_start <=> week_start),
        'day', NOT exists(earlier, e -> e.day <=> day),
        'week_model', NOT exists(
            earlier,
            e -> e.week_start <=> week_start AND e.model <=> model),
        'branch', NOT exists(earlier, e -> e.git_branch <=> git_branch),
        'model', NOT exists(earlier, e -> e.model <=> model),
        'version', NOT exists(earlier, e -> e.client_version <=> client_version)
    ) AS opens
FROM listed
