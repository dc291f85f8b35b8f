-- Rows that break an identity of totals; none means that all hold.
-- Those that it shares with other tables are in sql/*_check.sql.
SELECT 'not one row' AS broken_rule, to_json(struct(*)) AS figures
FROM (SELECT count(*) AS found FROM totals) WHERE found <> 1
UNION ALL
SELECT 'shares do not add up to one', to_json(struct(*))
FROM totals
WHERE abs(input_share + output_share + cache_write_share + cached_share - 1) > 1e-9
UNION ALL
SELECT 'session files do not add up to the transcripts',
    to_json(struct(totals.session_files, fact_sums.session_files))
FROM totals
CROSS JOIN fact_sums
WHERE totals.session_files <> fact_sums.session_files
