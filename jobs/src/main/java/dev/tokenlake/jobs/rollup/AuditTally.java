package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.AuditFact;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.parsing.calendar.ReportingCalendar;
import dev.tokenlake.parsing.count.CountingRule;
import dev.tokenlake.parsing.count.CountingRule.Counted;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.ToldLines;
import dev.tokenlake.parsing.entry.TokenUsage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the responses of a session by every rule and adds them up by day and source. */
final class AuditTally {
  private final ReportingCalendar calendar;

  AuditTally(ReportingCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * One row for each rule, source and day with something to count, and for each source and day with
   * responses that no rule can be asked about.
   */
  List<AuditFact> of(String sessionId, List<Fact> facts) {
    Map<Group, long[]> sums = new LinkedHashMap<>();
    for (Fact fact : facts) {
      fact.response().ifPresent(response -> add(sums, response, fact.told()));
    }
    List<AuditFact> rows = new ArrayList<>();
    sums.forEach((group, sum) -> rows.add(group.toFact(sessionId, sum, calendar)));
    return rows;
  }

  /** By every rule; without all of its lines, as one that none can be asked about. */
  private void add(Map<Group, long[]> sums, Response response, Optional<ToldLines> told) {
    Optional<LocalDate> day = response.at().map(calendar::day);
    String source = response.origin().provenance().file().source();
    told.filter(lines -> lines.lines() == response.logLines())
        .ifPresentOrElse(
            lines -> add(sums, lines, day),
            () -> sumOf(sums, new Group(AuditFact.UNTOLD, source, day))[0]++);
  }

  private static void add(Map<Group, long[]> sums, ToldLines told, Optional<LocalDate> day) {
    for (CountingRule rule : CountingRule.values()) {
      for (Counted counted : rule.of(told)) {
        add(sumOf(sums, new Group(rule.tableName(), counted.source(), day)), counted);
      }
    }
  }

  private static long[] sumOf(Map<Group, long[]> sums, Group group) {
    return sums.computeIfAbsent(group, none -> new long[6]);
  }

  private static void add(long[] sum, Counted counted) {
    TokenUsage tokens = counted.tokens();
    long[] parts = {
      tokens.input(),
      tokens.output(),
      tokens.cacheWrite5m(),
      tokens.cacheWrite1h(),
      tokens.cacheRead()
    };
    sum[0] = Math.addExact(sum[0], counted.units());
    for (int i = 0; i < parts.length; i++) {
      sum[i + 1] = Math.addExact(sum[i + 1], Math.multiplyExact(parts[i], counted.times()));
    }
  }

  private record Group(String rule, String source, Optional<LocalDate> day) {
    AuditFact toFact(String sessionId, long[] sum, ReportingCalendar calendar) {
      return new AuditFact(
          sessionId,
          day,
          day.map(calendar::monthStart),
          rule,
          source,
          sum[0],
          sum[1],
          sum[2],
          sum[3],
          sum[4],
          sum[5]);
    }
  }
}
