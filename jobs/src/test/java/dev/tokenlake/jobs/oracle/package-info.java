/**
 * A second opinion on the token counts: slow, single-threaded, one rule per method, and without a
 * line of code in common with the parsing library.
 */
package dev.tokenlake.jobs.oracle;
