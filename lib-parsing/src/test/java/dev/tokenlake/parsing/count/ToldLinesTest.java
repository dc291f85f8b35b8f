package dev.tokenlake.parsing.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.parsing.count.CountingRule.Counted;
import dev.tokenlake.parsing.count.LineGroup.Moment;
import dev.tokenlake.parsing.entry.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** One response told by many lines, counted as others count it. */
class ToldLinesTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void everyRuleCountsWhatItSaysItCounts() {
    ToldLines told =
        merged(
            line("main.jsonl", false, "r1", false, 1, 10, 1),
            line("main.jsonl", false, "r1", false, 2, 10, 1),
            line("main.jsonl", false, "r1", true, 3, 10, 50),
            line("agent-a.jsonl", true, "r1", true, 4, 10, 70),
            embedded(line("main.jsonl", false, "r1", false, 9, 12, 2)),
            line("fork.jsonl", false, "", true, 5, 10, 50));

    assertThat(of(CountingRule.EVERY_LINE, told)).containsExactly(6, 62, 174);
    assertThat(of(CountingRule.FIRST_LINE, told)).containsExactly(1, 10, 1);
    assertThat(of(CountingRule.LAST_LINE, told)).containsExactly(1, 12, 2);
    assertThat(of(CountingRule.FIELDWISE_MAX, told)).containsExactly(1, 12, 70);
    // The pair of ids once, by its first line, and the line without a request id.
    assertThat(of(CountingRule.MESSAGE_AND_REQUEST_ID, told)).containsExactly(2, 20, 51);
    assertThat(of(CountingRule.PER_FILE, told)).containsExactly(3, 30, 170);
    assertThat(of(CountingRule.WITHOUT_SUBAGENTS, told)).containsExactly(1, 10, 50);
    assertThat(of(CountingRule.WITHOUT_PROGRESS, told)).containsExactly(1, 10, 70);
  }

  @Test
  void linesThatSayTheSameAreOneGroupThatKnowsItsFirstAndItsLast() {
    ToldLines told =
        merged(
            line("main.jsonl", false, "r1", true, 7, 10, 1),
            line("main.jsonl", false, "r1", true, 2, 10, 1),
            line("main.jsonl", false, "r1", true, 5, 10, 1));

    assertThat(told.groups()).hasSize(1);
    assertThat(told.groups().get(0).lines()).isEqualTo(3);
    assertThat(told.groups().get(0).first().line()).isEqualTo(2);
    assertThat(told.groups().get(0).latest().line()).isEqualTo(7);
  }

  @Test
  void linesOfDifferentResponsesAreNotMerged() {
    ToldLines one = new ToldLines("k", List.of(line("a.jsonl", false, "r", true, 1, 1, 1)));
    ToldLines other = new ToldLines("l", one.groups());

    assertThatThrownBy(() -> one.merge(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void noOrderOfMergingChangesTheGroups(@ForAll long seed) {
    Random random = new Random(seed);
    List<LineGroup> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LineGroup line =
          line(
              "f" + random.nextInt(3) + ".jsonl",
              random.nextBoolean(),
              random.nextBoolean() ? "r1" : "",
              random.nextBoolean(),
              1 + random.nextInt(30),
              random.nextInt(2),
              random.nextInt(3));
      lines.add(random.nextInt(4) == 0 ? embedded(line) : line);
    }
    ToldLines inOrder = merged(lines.toArray(LineGroup[]::new));
    Collections.shuffle(lines, random);
    List<ToldLines> left =
        new ArrayList<>(lines.stream().map(line -> new ToldLines("k", List.of(line))).toList());
    while (left.size() > 1) {
      int at = random.nextInt(left.size() - 1);
      left.add(at, left.remove(at).merge(left.remove(at)));
    }

    assertThat(left.get(0).groups()).usingRecursiveComparison().isEqualTo(inOrder.groups());
    for (CountingRule rule : CountingRule.values()) {
      assertThat(rule.of(left.get(0))).isEqualTo(rule.of(inOrder));
    }
  }

  private static ToldLines merged(LineGroup... lines) {
    return List.of(lines).stream()
        .map(line -> new ToldLines("k", List.of(line)))
        .reduce(ToldLines::merge)
        .orElseThrow();
  }

  private static LineGroup line(
      String file, boolean agent, String request, boolean last, int number, long in, long out) {
    Moment moment = new Moment(Optional.of(START.plusSeconds(number)), number);
    // Whether a file is an agent's is the same for all its lines.
    boolean agentFile = agent && file.startsWith("agent-");
    return new LineGroup(
        "laptop",
        file,
        agentFile,
        false,
        true,
        Optional.of(request).filter(id -> !id.isEmpty()),
        last,
        new TokenUsage(in, out, 0, 0, 0, false),
        1,
        moment,
        moment);
  }

  private static LineGroup embedded(LineGroup line) {
    return new LineGroup(
        line.source(),
        line.file(),
        line.agentFile(),
        true,
        line.hasMessageId(),
        line.requestId(),
        line.last(),
        line.tokens(),
        line.lines(),
        line.first(),
        line.latest());
  }

  /** Units, input and output under a rule. */
  private static List<Integer> of(CountingRule rule, ToldLines told) {
    List<Counted> counted = rule.of(told);
    return List.of(
        (int) counted.stream().mapToLong(Counted::units).sum(),
        (int) counted.stream().mapToLong(c -> c.times() * c.tokens().input()).sum(),
        (int) counted.stream().mapToLong(c -> c.times() * c.tokens().output()).sum());
  }
}
