-- Usage by week and model.
-- Grain:   week_start, iso_week, model
-- Inputs:  usage_cells
SELECT
    week_start,
    iso_week,
    model,
    sums.*
FROM usage_cells
WHERE grain = 'week model'
ORDER BY week_start NULLS LAST, model
