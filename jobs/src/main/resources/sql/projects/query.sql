-- Usage by project.
-- Grain:   project
-- Inputs:  usage_cells, usage_sums, transcripts
WITH

-- Several paths may have one name.
placed AS (
    SELECT project, min(project_path) AS project_path, min(project_group) AS project_group
    FROM (
        SELECT project, project_path, project_group FROM usage_sums
        UNION ALL
        SELECT project, project_path, project_group FROM transcripts
    )
    GROUP BY project
),

used AS (
    SELECT * FROM usage_cells WHERE grain = 'project'
)

SELECT
    used.project,
    project_path,
    project_group,
    first_day,
    last_day,
    session_files,
    subagent_files,
    sums.*
FROM used
LEFT JOIN placed ON used.project = placed.project
ORDER BY total_tokens DESC, used.project
