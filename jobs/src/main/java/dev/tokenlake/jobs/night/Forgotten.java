package dev.tokenlake.jobs.night;

import java.util.List;
import java.util.Map;

/**
 * What a night forgot.
 *
 * @param facts by kind, each once however many copies it had
 * @param rowsNotTaken rows of facts that were read and not kept
 * @param filesRewritten files of facts that were there and were written anew
 * @param idle rules that are new and that no project goes by, as they were said
 */
record Forgotten(
    Map<String, Long> facts, long rowsNotTaken, int filesRewritten, List<String> idle) {
  static final Forgotten NOTHING = new Forgotten(Map.of(), 0, 0, List.of());

  Forgotten {
    facts = Map.copyOf(facts);
    idle = List.copyOf(idle);
  }
}
