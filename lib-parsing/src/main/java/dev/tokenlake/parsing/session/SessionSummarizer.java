package dev.tokenlake.parsing.session;

import dev.tokenlake.parsing.count.CallKind;
import dev.tokenlake.parsing.count.EventKind;
import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.SessionSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Works out the figures of one session. */
final class SessionSummarizer {
  /** A longer pause between two signs of life counts as this much work, the rest as absence. */
  private static final Duration LONGEST_WORKED_GAP = Duration.ofMinutes(5);

  private final SessionRecords records;
  private final List<Response> responses;
  private final List<PlacedCall> mainTurns;

  SessionSummarizer(
      SessionRecords records, List<Response> responsesInOrder, List<PlacedCall> calls) {
    this.records = records;
    this.responses = responsesInOrder;
    this.mainTurns =
        calls.stream()
            .filter(c -> c.call().kind() == CallKind.MESSAGE)
            .filter(c -> !c.response().origin().isSubagent())
            .toList();
  }

  SessionSummary summary() {
    List<Instant> signs = signsOfLife();
    return new SessionSummary(
        records.sessionId(),
        source(),
        Stream.concat(signs.stream(), spanEnd(SessionSpan::first)).min(Instant::compareTo),
        Stream.concat(signs.stream(), spanEnd(SessionSpan::last)).max(Instant::compareTo),
        worked(signs),
        (int) records.prompts().stream().filter(p -> !p.origin().isSubagent()).count(),
        mainTurns.size(),
        (int) responses.stream().flatMap(r -> r.origin().agentId().stream()).distinct().count(),
        contexts().max(),
        contexts().average(),
        mainTurns.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(mainTurns.get(mainTurns.size() - 1).call().contextTokens()),
        (int) records.compactions().stream().filter(c -> !c.micro()).count(),
        (int) mainTurns.stream().filter(SessionSummarizer::missed).count(),
        events(EventKind.API_ERROR) + events(EventKind.SYNTHETIC_ERROR),
        events(EventKind.INTERRUPTED));
  }

  private static boolean missed(PlacedCall turn) {
    var requests = turn.call().requests();
    return CacheMissRule.isMiss(requests.get(requests.size() - 1));
  }

  private java.util.stream.LongStream contexts() {
    return mainTurns.stream().mapToLong(turn -> turn.call().contextTokens());
  }

  private int events(EventKind kind) {
    return (int) records.events().stream().filter(e -> e.kind() == kind).count();
  }

  private Optional<String> source() {
    return responses.stream()
        .findFirst()
        .map(r -> r.origin().provenance().file().source())
        .or(() -> records.span().flatMap(SessionSpan::start).map(start -> start.file().source()));
  }

  private Stream<Instant> spanEnd(java.util.function.Function<SessionSpan, Optional<Instant>> end) {
    return records.span().flatMap(end).stream();
  }

  private List<Instant> signsOfLife() {
    return Stream.concat(
            responses.stream().map(Response::at), records.prompts().stream().map(Prompt::at))
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  private static Duration worked(List<Instant> signs) {
    Duration worked = Duration.ZERO;
    for (int i = 1; i < signs.size(); i++) {
      Duration gap = Duration.between(signs.get(i - 1), signs.get(i));
      worked = worked.plus(gap.compareTo(LONGEST_WORKED_GAP) > 0 ? LONGEST_WORKED_GAP : gap);
    }
    return worked;
  }
}
