package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.count.LineGroup.Moment;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.ResponseEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What every line said of a response, kept so that it can be counted by other rules than ours.
 *
 * @param key as of the {@link Response}
 * @param groups lines that say the same, together; in an order of their own, none twice
 */
public record ToldLines(String key, List<LineGroup> groups) {
  public ToldLines {
    Objects.requireNonNull(key, "key");
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("No line told it");
    }
  }

  /**
   * What one line with a usage says.
   *
   * @param key of the response it tells of
   */
  static ToldLines of(String key, ResponseEntry entry, LogFile file) {
    Moment moment = new Moment(entry.envelope().timestamp(), entry.envelope().at().line());
    return new ToldLines(
        key,
        List.of(
            new LineGroup(
                file.source(),
                file.name(),
                file.kind().isAgent(),
                entry.embedded(),
                entry.messageId().isPresent(),
                entry.requestId(),
                entry.stopReason().isPresent(),
                entry.usage().orElseThrow().tokens(),
                1,
                moment,
                moment)));
  }

  /** How many lines. */
  public long lines() {
    return groups.stream().mapToLong(LineGroup::lines).sum();
  }

  /**
   * All lines of both.
   *
   * @throws IllegalArgumentException when the keys differ
   */
  public ToldLines merge(ToldLines other) {
    if (!key.equals(other.key)) {
      throw new IllegalArgumentException("Merging lines of different responses");
    }
    TreeSet<LineGroup> all = new TreeSet<>(LineGroup.BY_WORDS);
    all.addAll(groups);
    for (LineGroup group : other.groups) {
      LineGroup same = all.ceiling(group);
      if (same != null && LineGroup.BY_WORDS.compare(same, group) == 0) {
        all.remove(same);
        all.add(same.and(group));
      } else {
        all.add(group);
      }
    }
    return new ToldLines(key, new ArrayList<>(all));
  }
}
