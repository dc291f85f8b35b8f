-- Usage by week, project and model.
-- Grain:   week_start, iso_week, project, model
-- Inputs:  usage_cells
SELECT
    week_start,
    iso_week,
    project,
    model,
    sums.*
FROM usage_cells
WHERE grain = 'week project model'
ORDER BY week_start NULLS LAST, project, model
