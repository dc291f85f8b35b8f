package dev.tokenlake.parsing.sample;

/**
 * A tool called by a response.
 *
 * @param id of the call
 * @param recordUuid of the line that calls it
 */
record ToolUse(String id, String name, String recordUuid) {

  /** The tool that starts an agent. */
  static final String AGENT = "Task";

  /** Does what the tool does, and says so. */
  interface Runner {
    void run(ToolUse use);
  }
}
