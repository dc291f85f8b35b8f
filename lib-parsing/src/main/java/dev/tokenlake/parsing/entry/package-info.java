/**
 * What a line of a session log can say that the tables need: one record per kind of line, under the
 * sealed {@link dev.tokenlake.parsing.entry.LogEntry}.
 *
 * <p>No record here holds text a person, a model or a tool wrote: prompts, code and tool output are
 * reduced to kinds, counts and sizes while they are read.
 */
package dev.tokenlake.parsing.entry;
