-- Usage by source, and what its files held.
-- Grain:   source; a response that stands in several sources counts in that of its original
-- Inputs:  usage_cells, log_files
WITH

held AS (
    SELECT
        source,
        count(*) AS log_files,
        sum(lines) AS lines,
        sum(entries) AS entries,
        sum(ignored_lines) AS ignored_lines,
        sum(rejected_lines) AS quarantined_lines
    FROM log_files
    GROUP BY source
)

SELECT
    source,
    first_day,
    last_day,
    coalesce(log_files, 0) AS log_files,
    coalesce(lines, 0) AS lines,
    coalesce(entries, 0) AS entries,
    coalesce(ignored_lines, 0) AS ignored_lines,
    coalesce(quarantined_lines, 0) AS quarantined_lines,
    sums.*
FROM usage_cells
LEFT JOIN held USING (source)
WHERE grain = 'source'
ORDER BY source
