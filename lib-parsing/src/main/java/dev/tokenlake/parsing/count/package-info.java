/**
 * The counting rules: which lines tell of the same response, which telling holds, whose response it
 * is, and which calls it is made of.
 *
 * <p>Everything that is merged here is merged by an operation that is associative, commutative and
 * idempotent but for {@code logLines}, so that neither the order of files, lines and partitions nor
 * the grouping of merges can change a result.
 */
package dev.tokenlake.parsing.count;
