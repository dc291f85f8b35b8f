package dev.tokenlake.jobs.oracle;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts tellings by the rules of other tools, each spelled out over the list of all of them. */
final class NaiveRules {
  private static final Comparator<NaiveCopy> WRITTEN =
      Comparator.comparing((NaiveCopy copy) -> copy.timestamp().orElse(Instant.MAX))
          .thenComparingLong(NaiveCopy::line)
          .thenComparing(NaiveCopy::file);

  private final Map<String, Map<Optional<YearMonth>, OracleTokens>> sums = new TreeMap<>();

  /** Tokens by rule and month of the first line of each response, UTC. */
  static Map<String, Map<Optional<YearMonth>, OracleTokens>> count(
      Collection<List<NaiveCopy>> responses) {
    NaiveRules rules = new NaiveRules();
    responses.forEach(rules::add);
    return rules.sums;
  }

  private void add(List<NaiveCopy> copies) {
    Optional<YearMonth> month =
        copies.stream()
            .flatMap(copy -> copy.timestamp().stream())
            .min(Comparator.naturalOrder())
            .map(at -> YearMonth.from(at.atZone(ZoneOffset.UTC)));
    copies.forEach(copy -> add("every_line", month, copy.tokens()));
    add("first_line", month, copies.stream().min(WRITTEN).orElseThrow().tokens());
    add("last_line", month, copies.stream().max(WRITTEN).orElseThrow().tokens());
    add(
        "fieldwise_max",
        month,
        new OracleTokens(
            largest(copies, OracleTokens::input),
            largest(copies, OracleTokens::output),
            largest(copies, OracleTokens::cacheWrite5m),
            largest(copies, OracleTokens::cacheWrite1h),
            largest(copies, OracleTokens::cacheRead)));
    Map<String, NaiveCopy> pairs = new HashMap<>();
    for (NaiveCopy copy : copies) {
      if (copy.embedded()) {
        continue;
      }
      if (copy.pair().isEmpty()) {
        add("message_and_request_id", month, copy.tokens());
      } else {
        pairs.merge(copy.pair(), copy, (a, b) -> WRITTEN.compare(a, b) <= 0 ? a : b);
      }
    }
    pairs.values().forEach(copy -> add("message_and_request_id", month, copy.tokens()));
    Map<String, List<NaiveCopy>> files =
        copies.stream().collect(Collectors.groupingBy(NaiveCopy::file));
    files.values().forEach(file -> best("per_file", month, file));
    List<NaiveCopy> plain = copies.stream().filter(copy -> !copy.embedded()).toList();
    best("without_progress", month, plain);
    best("without_subagents", month, plain.stream().filter(copy -> !copy.isInAgentFile()).toList());
  }

  private void best(String rule, Optional<YearMonth> month, List<NaiveCopy> copies) {
    copies.stream().max(NaiveCopy.BETTER).ifPresent(copy -> add(rule, month, copy.tokens()));
  }

  private void add(String rule, Optional<YearMonth> month, OracleTokens tokens) {
    sums.computeIfAbsent(rule, name -> new HashMap<>()).merge(month, tokens, OracleTokens::plus);
  }

  private static long largest(List<NaiveCopy> copies, Function<OracleTokens, Long> part) {
    return copies.stream()
        .map(copy -> Objects.requireNonNull(part.apply(copy.tokens())))
        .max(Comparator.naturalOrder())
        .orElse(0L);
  }
}
