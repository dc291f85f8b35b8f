package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.count.LineGroup.Moment;
import dev.tokenlake.parsing.entry.TokenUsage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How tools count the lines that tell of a response. Who counts how is from their public issue
 * threads; none of the rules but ours counts calls that a line's top-level usage leaves out.
 */
public enum CountingRule {
  /** Each line for itself. */
  EVERY_LINE(
      "every line that states a usage, each for itself",
      "tokscale before 1.0.20, vibeusage before PR 152, VibeCodingTracker (issue 281)") {
    @Override
    Stream<Counted> count(List<LineGroup> groups) {
      return groups.stream().map(group -> Counted.of(group, group.lines()));
    }
  },
  /** First line of each response. */
  FIRST_LINE("of each response the line written first, wherever it stands", "tokei before PR 18") {
    @Override
    Stream<Counted> count(List<LineGroup> groups) {
      return groups.stream().min(FIRST_WRITTEN).map(group -> Counted.of(group, 1)).stream();
    }
  },
  /** Last line of each response. */
  LAST_LINE(
      "of each response the line written last, wherever it stands",
      "codeburn since PR 201, aiusage since PR 32") {
    @Override
    Stream<Counted> count(List<LineGroup> groups) {
      return groups.stream().max(LAST_WRITTEN).map(group -> Counted.of(group, 1)).stream();
    }
  },
  /** Largest value of each field. */
  FIELDWISE_MAX("of each response the largest value of each class of tokens on any line", "") {
    @Override
    Stream<Counted> count(List<LineGroup> groups) {
      TokenUsage largest =
          new TokenUsage(
              largest(groups, TokenUsage::input),
              largest(groups, TokenUsage::output),
              largest(groups, TokenUsage::cacheWrite5m),
              largest(groups, TokenUsage::cacheWrite1h),
              largest(groups, TokenUsage::cacheRead),
              false);
      return groups.stream()
          .min(FIRST_WRITTEN)
          .map(group -> new Counted(group.source(), 1, 1, largest))
          .stream();
    }
  },
  /** First line of each pair of ids. */
  MESSAGE_AND_REQUEST_ID(
      "the first line of each pair of message id and request id; lines without either each for"
          + " itself; none inside progress records",
      "ccusage before PR 985, tokscale from 1.0.20 to PR 358") {
    @Override
    Stream<Counted> count(List<LineGroup> groups) {
      Map<Boolean, List<LineGroup>> paired =
          groups.stream()
              .filter(group -> !group.embedded())
              .collect(
                  Collectors.partitioningBy(
                      group -> group.hasMessageId() && group.requestId().isPresent()));
      Stream<Counted> once =
          best(
              paired.get(true), group -> group.requestId().orElseThrow(), FIRST_WRITTEN.reversed());
      return Stream.concat(
          once, paired.get(false).stream().map(group -> Counted.of(group, group.lines())));
    }
  },
  /** Once per file. */
  PER_FILE("of each response the best line of each file; copies in other files count again", "") {
    @Override
    Stream<Counted> count(List<LineGroup> groups) {
      return best(groups, group -> group.source() + ":" + group.file(), BEST_LAST);
    }
  },
  /** Without what subagents wrote into files of their own. */
  WITHOUT_SUBAGENTS(
      "as ours, from the transcripts of sessions alone: no subagent files, no progress records",
      "ccstats before issue 85") {
    @Override
    Stream<Counted> count(List<LineGroup> groups) {
      return best(
          groups.stream().filter(group -> !group.agentFile() && !group.embedded()).toList(),
          group -> "",
          BEST_LAST);
    }
  },
  /** Without progress lines. */
  WITHOUT_PROGRESS("as ours, without records inside progress lines", "") {
    @Override
    Stream<Counted> count(List<LineGroup> groups) {
      return best(
          groups.stream().filter(group -> !group.embedded()).toList(), group -> "", BEST_LAST);
    }
  };

  private static final Comparator<LineGroup> FIRST_WRITTEN =
      Comparator.comparing(LineGroup::first, Moment.ORDER).thenComparing(LineGroup.BY_WORDS);

  private static final Comparator<LineGroup> LAST_WRITTEN =
      Comparator.comparing((LineGroup group) -> group.latest().at().orElse(java.time.Instant.MIN))
          .thenComparingLong(group -> group.latest().line())
          .thenComparing(LineGroup.BY_WORDS);

  /** As {@link Telling#BEST_LAST}, but for the place. */
  private static final Comparator<LineGroup> BEST_LAST =
      Comparator.comparing(LineGroup::last)
          .thenComparingLong(group -> group.tokens().output())
          .thenComparingLong(group -> group.tokens().context())
          .thenComparingLong(group -> group.tokens().cacheWrite())
          .thenComparing(LineGroup.BY_WORDS);

  private final String description;
  private final String tools;

  CountingRule(String description, String tools) {
    this.description = description;
    this.tools = tools;
  }

  /**
   * What a rule counts of a response under one source.
   *
   * @param units lines or responses counted
   * @param times how often the tokens count
   */
  public record Counted(String source, long units, long times, TokenUsage tokens) {
    static Counted of(LineGroup group, long times) {
      return new Counted(group.source(), times, times, group.tokens());
    }
  }

  /** What the rule counts of a response. */
  public List<Counted> of(ToldLines told) {
    return count(told.groups()).toList();
  }

  /** Name in tables. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is counted, in words. */
  public String description() {
    return description;
  }

  /** Tools known to count so; absent when none is. */
  public Optional<String> tools() {
    return tools.isEmpty() ? Optional.empty() : Optional.of(tools);
  }

  abstract Stream<Counted> count(List<LineGroup> groups);

  private static Stream<Counted> best(
      List<LineGroup> groups, Function<LineGroup, String> by, Comparator<LineGroup> bestLast) {
    Map<String, LineGroup> best = new TreeMap<>();
    for (LineGroup group : groups) {
      best.merge(by.apply(group), group, (a, b) -> bestLast.compare(a, b) >= 0 ? a : b);
    }
    return best.values().stream().map(group -> Counted.of(group, 1));
  }

  private static long largest(List<LineGroup> groups, ToLongFunction<TokenUsage> part) {
    return groups.stream().mapToLong(group -> part.applyAsLong(group.tokens())).max().orElse(0);
  }
}
