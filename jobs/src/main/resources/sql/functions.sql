-- Definitions that tables share. A ratio without a denominator is null.
CREATE OR REPLACE TEMPORARY FUNCTION per_token(part BIGINT, whole BIGINT) RETURNS DOUBLE
RETURN try_divide(part, whole);

-- The Cache% of the published study.
CREATE OR REPLACE TEMPORARY FUNCTION cache_share(cache_read BIGINT, total BIGINT) RETURNS DOUBLE
RETURN try_divide(cache_read, total);

-- Share of what the models were shown that came from the cache.
CREATE OR REPLACE TEMPORARY FUNCTION cache_hit_ratio(cache_read BIGINT, input BIGINT, cache_write BIGINT)
RETURNS DOUBLE
RETURN try_divide(cache_read, input + cache_write + cache_read);
