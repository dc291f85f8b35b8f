-- Usage by model.
-- Grain:   model
-- Inputs:  usage_cells
SELECT
    model,
    first_day,
    last_day,
    sums.*
FROM usage_cells
WHERE grain = 'model'
ORDER BY responses DESC, model
