-- Logs and what became of their lines. A log that was read on has a fact for each part.
-- Grain:   source, name, kind
-- Inputs:  file_facts
SELECT
    file.source,
    file.name,
    file.kind,
    sum(outcome.lines) AS lines,
    sum(outcome.entries) AS entries,
    sum(aggregate(map_values(outcome.ignored), 0L, (sum, n) -> sum + n))
        AS ignored_lines,
    sum(outcome.rejected) AS rejected_lines
FROM file_facts
GROUP BY file.source, file.name, file.kind
