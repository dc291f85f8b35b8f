-- Usage summed up for every grain that a table has, with all sums and ratios that tables share, in
-- the order in which they have them; a table takes the cells of its grain.
-- Grain:   grain, and the columns it is made of; other columns of a grain are null
-- Inputs:  usage_sums, transcripts, phase_list, log_files
WITH

-- Without sessions far fewer rows, which are then summed up for every grain.
used AS (
    SELECT
        source, project, day, week_start, iso_week, month_start, phase_position, model,
        client_version, git_branch,
        struct(
            day,
            count_if(opens.whole) AS opens_whole,
            count_if(opens.source) AS opens_source,
            count_if(opens.phase) AS opens_phase,
            count_if(opens.phase_week) AS opens_phase_week,
            count_if(opens.month) AS opens_month,
            count_if(opens.week) AS opens_week,
            count_if(opens.day) AS opens_day,
            count_if(opens.week_model) AS opens_week_model,
            count_if(opens.branch) AS opens_branch,
            count_if(opens.model) AS opens_model,
            count_if(opens.version) AS opens_version,
            sum(sessions) AS sessions,
            sum(responses) AS responses,
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
            sum(unpriced_responses) AS unpriced_responses,
            sum(nonfinal_responses) AS nonfinal_responses,
            sum(ttl_assumed_responses) AS ttl_assumed_responses,
            sum(low_confidence_responses) AS low_confidence_responses
        ) AS used
    FROM usage_sums
    GROUP BY
        source, project, day, week_start, iso_week, month_start, phase_position, model,
        client_version, git_branch
),

-- Files are counted by when they begin. Every phase, every source of files and the whole have a
-- cell, used or not.
parts AS (
    SELECT
        source, project, day, week_start, iso_week, month_start, phase_position, model,
        client_version, git_branch,
        used,
        0L AS session_files,
        0L AS subagent_files,
        0L AS undated_session_files,
        0L AS undated_subagent_files
    FROM used
    UNION ALL
    SELECT
        NULL, project, day, week_start, iso_week, month_start, phase_position, NULL,
        NULL, NULL,
        NULL,
        count_if(NOT is_agent),
        count_if(is_agent),
        count_if(NOT is_agent AND day IS NULL),
        count_if(is_agent AND day IS NULL)
    FROM transcripts
    GROUP BY project, day, week_start, iso_week, month_start, phase_position
    UNION ALL
    SELECT
        NULL, NULL, NULL, NULL, NULL, NULL, phase_position, NULL, NULL, NULL, NULL, 0, 0, 0, 0
    FROM phase_list
    UNION ALL
    SELECT
        source, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0
    FROM (SELECT DISTINCT source FROM log_files)
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0
),

summed AS (
    SELECT
        concat_ws(' ',
            if(grouping(source) = 0, 'source', NULL),
            if(grouping(phase_position) = 0, 'phase', NULL),
            if(grouping(month_start) = 0, 'month', NULL),
            if(grouping(week_start) = 0, 'week', NULL),
            if(grouping(day) = 0, 'day', NULL),
            if(grouping(project) = 0, 'project', NULL),
            if(grouping(git_branch) = 0, 'branch', NULL),
            if(grouping(model) = 0, 'model', NULL),
            if(grouping(client_version) = 0, 'version', NULL)) AS grain,
        source, project, day, week_start, iso_week, month_start, phase_position, model,
        client_version, git_branch,
        min(used.day) AS first_day,
        max(used.day) AS last_day,
        sum(used.opens_whole) AS opens_whole,
        sum(used.opens_source) AS opens_source,
        sum(used.opens_phase) AS opens_phase,
        sum(used.opens_phase_week) AS opens_phase_week,
        sum(used.opens_month) AS opens_month,
        sum(used.opens_week) AS opens_week,
        sum(used.opens_day) AS opens_day,
        sum(used.opens_week_model) AS opens_week_model,
        sum(used.opens_branch) AS opens_branch,
        sum(used.opens_model) AS opens_model,
        sum(used.opens_version) AS opens_version,
        sum(used.sessions) AS sessions,
        sum(used.responses) AS responses,
        sum(used.log_lines) AS log_lines,
        sum(used.input_tokens) AS input_tokens,
        sum(used.output_tokens) AS output_tokens,
        sum(used.cache_write_5m_tokens) AS cache_write_5m_tokens,
        sum(used.cache_write_1h_tokens) AS cache_write_1h_tokens,
        sum(used.cache_read_tokens) AS cache_read_tokens,
        sum(used.cost_usd) AS cost_usd,
        sum(used.cost_input_usd) AS cost_input_usd,
        sum(used.cost_output_usd) AS cost_output_usd,
        sum(used.cost_cache_write_usd) AS cost_cache_write_usd,
        sum(used.cost_cache_read_usd) AS cost_cache_read_usd,
        sum(used.cost_tools_usd) AS cost_tools_usd,
        sum(used.cost_local) AS cost_local,
        sum(used.unpriced_responses) AS unpriced_responses,
        sum(used.nonfinal_responses) AS nonfinal_responses,
        sum(used.ttl_assumed_responses) AS ttl_assumed_responses,
        sum(used.low_confidence_responses) AS low_confidence_responses,
        sum(session_files) AS all_session_files,
        sum(subagent_files) AS all_subagent_files,
        sum(undated_session_files) AS undated_session_files,
        sum(undated_subagent_files) AS undated_subagent_files
    FROM parts
    GROUP BY GROUPING SETS (
        (source), (phase_position), (phase_position, week_start, iso_week), (month_start), (day),
        (week_start, iso_week), (week_start, iso_week, project), (week_start, iso_week, model),
        (week_start, iso_week, project, model), (project), (project, git_branch), (model),
        (client_version), ())
),

-- A session is of one project. A file without a time is of no period; where nothing was used, only
-- files make a cell.
cells AS (
    SELECT
        *,
        coalesce(
            CASE grain
                WHEN 'source' THEN opens_source
                WHEN 'phase' THEN opens_phase
                WHEN 'phase week' THEN opens_phase_week
                WHEN 'month' THEN opens_month
                WHEN 'day' THEN opens_day
                WHEN 'week' THEN opens_week
                WHEN 'week project' THEN opens_week
                WHEN 'week model' THEN opens_week_model
                WHEN 'week project model' THEN opens_week_model
                WHEN 'project branch' THEN opens_branch
                WHEN 'model' THEN opens_model
                WHEN 'version' THEN opens_version
                ELSE opens_whole
            END,
            0) AS sessions_active,
        all_session_files - if(grain IN ('', 'project'), 0, undated_session_files)
            AS session_files,
        all_subagent_files - if(grain IN ('', 'project'), 0, undated_subagent_files)
            AS subagent_files
    FROM summed
),

totalled AS (
    SELECT
        *,
        cache_write_5m_tokens + cache_write_1h_tokens AS cache_write_tokens,
        input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens
            + cache_read_tokens AS total_tokens
    FROM cells
    WHERE responses IS NOT NULL
        OR grain = ''
        OR (grain = 'phase' AND phase_position IS NOT NULL)
        OR (grain = 'source' AND source IS NOT NULL)
        OR (session_files + subagent_files > 0
            AND grain IN ('phase', 'phase week', 'month', 'week', 'day', 'project',
                'week project'))
)

SELECT
    grain,
    source,
    project,
    day,
    week_start,
    iso_week,
    month_start,
    phase_position,
    model,
    client_version,
    git_branch,
    first_day,
    last_day,
    session_files,
    undated_session_files,
    subagent_files,
    struct(
        coalesce(sessions, 0) AS sessions,
        sessions_active,
        coalesce(responses, 0) AS responses,
        coalesce(log_lines, 0) AS log_lines,
        coalesce(input_tokens, 0) AS input_tokens,
        coalesce(output_tokens, 0) AS output_tokens,
        coalesce(cache_write_tokens, 0) AS cache_write_tokens,
        coalesce(cache_write_5m_tokens, 0) AS cache_write_5m_tokens,
        coalesce(cache_write_1h_tokens, 0) AS cache_write_1h_tokens,
        coalesce(cache_read_tokens, 0) AS cache_read_tokens,
        coalesce(total_tokens, 0) AS total_tokens,
        cache_share(cache_read_tokens, total_tokens) AS cache_share,
        cache_hit_ratio(cache_read_tokens, input_tokens, cache_write_tokens) AS cache_hit_ratio,
        per_token(cache_read_tokens, input_tokens) AS read_per_input,
        per_token(cache_read_tokens, input_tokens + output_tokens) AS read_per_fresh,
        cost_usd,
        cost_input_usd,
        cost_output_usd,
        cost_cache_write_usd,
        cost_cache_read_usd,
        cost_tools_usd,
        cost_local,
        coalesce(unpriced_responses, 0) AS unpriced_responses,
        coalesce(nonfinal_responses, 0) AS nonfinal_responses,
        coalesce(ttl_assumed_responses, 0) AS ttl_assumed_responses,
        coalesce(low_confidence_responses, 0) AS low_confidence_responses
    ) AS sums
FROM totalled
