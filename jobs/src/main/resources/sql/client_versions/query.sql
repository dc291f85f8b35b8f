-- Usage by version of the client.
-- Grain:   client_version
-- Inputs:  usage_cells
SELECT
    client_version,
    first_day,
    last_day,
    sums.*
FROM usage_cells
WHERE grain = 'version'
ORDER BY first_day NULLS LAST, client_version
