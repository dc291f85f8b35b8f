package dev.tokenlake.parsing.discover;

import java.util.List;

/** What a {@code .jsonl} file is, told by its name and place alone. */
public enum FileKind {
  /** A main transcript: {@code projects/<project>/<session>.jsonl}, or any other log. */
  MAIN,
  /** A subagent's transcript, in the flat or the nested layout. */
  SUBAGENT,
  /** An agent of a workflow: {@code subagents/workflows/wf_<id>/agent-*.jsonl}. */
  WORKFLOW_AGENT,
  /** The call that summarises for a compaction; begins with a copy of the parent's lines. */
  COMPACTION_AGENT,
  /** A side question or prompt suggestion; begins with a copy of the parent's lines. */
  SIDE_AGENT,
  /** The journal of a workflow: holds no usage. */
  JOURNAL,
  /** The client's {@code history.jsonl}: holds prompts and no usage, so it is never opened. */
  HISTORY;

  /**
   * Tells the kind of a log from where it stands.
   *
   * @param name path with {@code /} between parts; a member of a packed folder follows {@code !/}
   */
  public static FileKind of(String name) {
    List<String> parts = List.of(name.replace("!/", "/").split("/"));
    String last = parts.get(parts.size() - 1);
    List<String> folders = parts.subList(0, parts.size() - 1);
    if (last.startsWith("history.jsonl")) {
      return folders.contains("projects") ? MAIN : HISTORY;
    }
    boolean inWorkflow = folders.contains("workflows");
    if (last.startsWith("journal.jsonl") && inWorkflow) {
      return JOURNAL;
    }
    if (last.startsWith("agent-acompact-")) {
      return COMPACTION_AGENT;
    }
    if (last.startsWith("agent-aside_question-") || last.startsWith("agent-aprompt_suggestion-")) {
      return SIDE_AGENT;
    }
    if (last.startsWith("agent-") || folders.contains("subagents")) {
      return inWorkflow ? WORKFLOW_AGENT : SUBAGENT;
    }
    return MAIN;
  }

  /** Whether it begins with lines copied from the session that started it. */
  public boolean copiesParent() {
    return this == COMPACTION_AGENT || this == SIDE_AGENT;
  }

  /** Whether it is the transcript of an agent rather than of a session. */
  public boolean isAgent() {
    return this == SUBAGENT || this == WORKFLOW_AGENT || copiesParent();
  }
}
