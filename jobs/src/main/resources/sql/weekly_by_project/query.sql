-- Usage by week and project.
-- Grain:   week_start, iso_week, project
-- Inputs:  usage_cells
SELECT
    week_start,
    iso_week,
    project,
    session_files,
    subagent_files,
    sums.*
FROM usage_cells
WHERE grain = 'week project'
ORDER BY week_start NULLS LAST, project
