-- Usage by project and git branch.
-- Grain:   project, git_branch
-- Inputs:  usage_cells
SELECT
    project,
    git_branch,
    first_day,
    last_day,
    sums.*
FROM usage_cells
WHERE grain = 'project branch'
ORDER BY project, first_day NULLS LAST, git_branch
