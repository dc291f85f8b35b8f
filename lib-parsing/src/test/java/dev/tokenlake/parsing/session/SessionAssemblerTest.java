package dev.tokenlake.parsing.session;

import static dev.tokenlake.parsing.testing.Told.tokens;
import static dev.tokenlake.parsing.testing.Told.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenlake.parsing.count.Compaction;
import dev.tokenlake.parsing.count.EventKind;
import dev.tokenlake.parsing.count.Origin;
import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.Response;
import dev.tokenlake.parsing.count.SessionEvent;
import dev.tokenlake.parsing.entry.Iteration;
import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.testing.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionAssemblerTest {
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final Optional<String> MAIN = Optional.empty();
  private static final Optional<String> AGENT = Optional.of("a1");
  private static final TokenUsage SMALL = tokens(1, 1, 0, 0, 0);

  @Test
  void callsKnowTheirPromptTheirTurnAndWhetherTheyAreTheFirst() {
    Session session =
        assemble(
            List.of(
                response("m1", 60, MAIN),
                response("m2", 120, MAIN),
                response("a1", 90, AGENT),
                response("a2", 100, AGENT),
                response("m3", 300, MAIN)),
            List.of(prompt("p1", 0, MAIN), prompt("p2", 120, MAIN), prompt("q", 80, AGENT)));

    // m2 comes at the very instant of the second prompt, which therefore counts. What an agent was
    // told is no prompt of a person. Threads count their turns apart.
    assertThat(session.calls())
        .extracting(
            call -> call.response().key(),
            PlacedCall::promptIndex,
            PlacedCall::turnIndex,
            PlacedCall::firstOfSession)
        .containsExactly(
            tuple("m1", Optional.of(1), 1, true),
            tuple("a1", Optional.of(1), 1, false),
            tuple("a2", Optional.of(1), 2, false),
            tuple("m2", Optional.of(2), 2, false),
            tuple("m3", Optional.of(2), 3, false));
  }

  @Test
  void aResponseBeforeEveryPromptBelongsToNone() {
    Session session = assemble(List.of(response("m1", 0, MAIN)), List.of(prompt("p1", 60, MAIN)));

    assertThat(session.calls().get(0).promptIndex()).contains(0);
  }

  @Test
  void responsesWithoutATimeComeLastAndKnowNoPrompt() {
    Session session =
        assemble(
            List.of(
                Told.response("b", Optional.empty(), usage(SMALL)),
                Told.response("a", Optional.empty(), usage(SMALL)),
                response("z", 60, MAIN)),
            List.of(prompt("p1", 0, MAIN)));

    assertThat(session.calls())
        .extracting(call -> call.response().key(), PlacedCall::promptIndex, PlacedCall::turnIndex)
        .containsExactly(
            tuple("z", Optional.of(1), 1),
            tuple("a", Optional.empty(), 2),
            tuple("b", Optional.empty(), 3));
  }

  @Test
  void callsOfOneResponseShareItsTurnAndOnlyItsTopLevelIsTheFirst() {
    Session session =
        assemble(
            List.of(
                Told.response(
                    "m1",
                    Optional.of(START),
                    usage(SMALL, new Iteration("compaction", Optional.empty(), SMALL))),
                response("m2", 60, MAIN)),
            List.of());

    assertThat(session.calls())
        .extracting(call -> call.call().key(), PlacedCall::turnIndex, PlacedCall::firstOfSession)
        .containsExactly(
            tuple("m1", 1, true), tuple("m1#compaction-1", 1, false), tuple("m2", 2, false));
  }

  @Test
  void anOldSidechainWithoutAnAgentIsAThreadOfItsOwn() {
    Response main = response("m1", 0, MAIN);
    Origin origin = main.origin();
    Response side =
        new Response(
            "s1",
            Optional.of(START.plusSeconds(1)),
            1,
            new Origin(
                origin.provenance(),
                "s",
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            main.telling());

    Session session = assemble(List.of(main, side, response("m2", 2, MAIN)), List.of());

    assertThat(session.calls())
        .extracting(call -> call.response().key(), PlacedCall::turnIndex)
        .containsExactly(tuple("m1", 1), tuple("s1", 1), tuple("m2", 2));
    assertThat(session.summary().turns()).isEqualTo(2);
    assertThat(session.summary().subagents()).isZero();
  }

  @Test
  void theOrderOfRecordsChangesNothing() {
    List<Response> responses = new ArrayList<>();
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      responses.add(response("r" + i, 60L * (i / 3), i % 4 == 0 ? AGENT : MAIN));
      prompts.add(prompt("p" + i, 100L * (i / 2), MAIN));
    }
    Session session = assemble(responses, prompts);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(responses, new Random(seed));
      Collections.shuffle(prompts, new Random(seed));
      assertThat(assemble(responses, prompts)).isEqualTo(session);
    }
  }

  @Test
  void pausesOfMoreThanFiveMinutesAreNotWork() {
    // A minute, exactly five, then an hour of which five minutes count: 1 + 5 + 5.
    SessionSummary summary =
        assemble(
                List.of(response("m1", 60, MAIN), response("m2", 360, MAIN)),
                List.of(prompt("p1", 0, MAIN), prompt("p2", 360 + 3600, MAIN)))
            .summary();

    assertThat(summary.active()).isEqualTo(Duration.ofMinutes(11));
    assertThat(summary.start()).contains(START);
    assertThat(summary.end()).contains(START.plusSeconds(3960));
  }

  @Test
  void contextsAreThoseOfTheMainThread() {
    SessionSummary summary =
        assemble(
                List.of(
                    response("m1", 0, MAIN, tokens(100, 9, 100, 0, 800)),
                    response("m2", 1, MAIN, tokens(0, 9, 0, 500, 2_500)),
                    response("a1", 2, AGENT, tokens(0, 9, 0, 0, 900_000)),
                    response("m3", 3, MAIN, tokens(2_000, 9, 0, 0, 0))),
                List.of())
            .summary();

    // 1,000, 3,000 and 2,000: the agent's is its own.
    assertThat(summary.peakContext()).isEqualTo(OptionalLong.of(3_000));
    assertThat(summary.meanContext()).isEqualTo(OptionalDouble.of(2_000));
    assertThat(summary.lastContext()).isEqualTo(OptionalLong.of(2_000));
    assertThat(summary.turns()).isEqualTo(3);
    assertThat(summary.subagents()).isEqualTo(1);
  }

  @Test
  void aMissReadsLessThanAFifthOfAContextOfMoreThanFiveThousand() {
    assertThat(CacheMissRule.isMiss(tokens(5_000, 0, 0, 0, 0))).isFalse();
    assertThat(CacheMissRule.isMiss(tokens(5_001, 0, 0, 0, 0))).isTrue();
    assertThat(CacheMissRule.isMiss(tokens(8_000, 0, 0, 0, 2_000))).isFalse();
    assertThat(CacheMissRule.isMiss(tokens(8_001, 0, 0, 0, 1_999))).isTrue();
    // The answer is no part of the context.
    assertThat(CacheMissRule.isMiss(tokens(4_000, 90_000, 0, 0, 0))).isFalse();
  }

  @Test
  void compactionsMissesErrorsAndInterruptionsAreCounted() {
    SessionRecords records =
        new SessionRecords(
            "s",
            List.of(
                response("m1", 0, MAIN, tokens(9_000, 1, 0, 0, 0)),
                response("a1", 1, AGENT, tokens(9_000, 1, 0, 0, 0))),
            List.of(),
            List.of(compaction("c1", false), compaction("c2", true)),
            List.of(
                event("e1", EventKind.API_ERROR),
                event("e2", EventKind.SYNTHETIC_ERROR),
                event("e3", EventKind.INTERRUPTED),
                event("e4", EventKind.RESPONSE_WITHOUT_USAGE),
                event("e5", EventKind.FALLBACK)),
            Optional.empty());

    SessionSummary summary = new SessionAssembler().assemble(records).summary();

    assertThat(summary.compactions()).isEqualTo(1);
    assertThat(summary.misses()).isEqualTo(1);
    assertThat(summary.apiErrors()).isEqualTo(2);
    assertThat(summary.interruptions()).isEqualTo(1);
    assertThat(summary.source()).contains("laptop");
  }

  @Test
  void aSessionWithoutAnythingIsEmpty() {
    Session session = assemble(List.of(), List.of());

    assertThat(session.calls()).isEmpty();
    assertThat(session.summary().start()).isEmpty();
    assertThat(session.summary().active()).isZero();
    assertThat(session.summary().peakContext()).isEmpty();
    assertThat(session.summary().lastContext()).isEmpty();
    assertThat(session.summary().source()).isEmpty();
  }

  private static Session assemble(List<Response> responses, List<Prompt> prompts) {
    return new SessionAssembler()
        .assemble(
            new SessionRecords("s", responses, prompts, List.of(), List.of(), Optional.empty()));
  }

  private static Response response(String key, long second, Optional<String> agent) {
    return response(key, second, agent, SMALL);
  }

  private static Response response(
      String key, long second, Optional<String> agent, TokenUsage tokens) {
    return Told.response(key, Optional.of(START.plusSeconds(second)), agent, usage(tokens));
  }

  private static Prompt prompt(String key, long second, Optional<String> agent) {
    return new Prompt(
        key,
        Optional.of(START.plusSeconds(second)),
        PromptKind.TYPED,
        Optional.empty(),
        Told.by(agent));
  }

  private static Compaction compaction(String key, boolean micro) {
    return new Compaction(
        key,
        Optional.of(START),
        micro,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Told.by(MAIN));
  }

  private static SessionEvent event(String key, EventKind kind) {
    return new SessionEvent(key, Optional.of(START), kind, Told.by(MAIN));
  }
}
