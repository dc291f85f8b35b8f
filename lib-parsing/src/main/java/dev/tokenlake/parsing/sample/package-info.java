/**
 * Makes archives of session logs that no one ever had: the real format with its oddities, filler
 * for text, and the same bytes for the same seed everywhere. Used for a first run, for tests and
 * for benchmarks.
 */
package dev.tokenlake.parsing.sample;
