package dev.tokenlake.parsing.count;

import static dev.tokenlake.parsing.testing.Told.tokens;
import static dev.tokenlake.parsing.testing.Told.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.parsing.entry.Iteration;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.testing.Told;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallsTest {
  private static final TokenUsage ONE = tokens(1, 10, 100, 1_000, 10_000);
  private static final TokenUsage TWO = tokens(2, 20, 200, 2_000, 20_000);
  private static final TokenUsage BOTH = tokens(3, 30, 300, 3_000, 30_000);

  @Test
  void aPlainResponseIsOneCallOfOneRequest() {
    List<Call> calls = calls(usage(ONE));

    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).key()).isEqualTo("k");
    assertThat(calls.get(0).kind()).isEqualTo(CallKind.MESSAGE);
    assertThat(calls.get(0).model()).contains("claude-opus-4-8");
    assertThat(calls.get(0).requests()).containsExactly(ONE);
    // 1 + 100 + 1,000 + 10,000: what the model was shown, without its answer.
    assertThat(calls.get(0).contextTokens()).isEqualTo(11_101);
  }

  @Test
  void aResponseOfSeveralRequestsIsOneCallThatKeepsThemApart() {
    List<Call> calls = calls(usage(BOTH, message(ONE), message(TWO)));

    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).tokens()).isEqualTo(BOTH);
    assertThat(calls.get(0).requests()).containsExactly(ONE, TWO);
    assertThat(calls.get(0).contextTokens()).isEqualTo(22_202);
  }

  @Test
  void requestsThatDoNotAddUpToTheResponseAreNotBelieved() {
    assertThat(calls(usage(BOTH, message(ONE), message(ONE))).get(0).requests())
        .containsExactly(BOTH);
    assertThat(calls(usage(ONE, message(ONE))).get(0).requests()).containsExactly(ONE);
  }

  @Test
  void anAdvisorIsACallOfItsOwnModel() {
    List<Call> calls =
        calls(
            usage(
                ONE,
                message(ONE),
                new Iteration("advisor_message", Optional.of("claude-fable-5"), TWO)));

    assertThat(calls).hasSize(2);
    assertThat(calls.get(1).key()).isEqualTo("k#advisor-2");
    assertThat(calls.get(1).kind()).isEqualTo(CallKind.ADVISOR);
    assertThat(calls.get(1).model()).contains("claude-fable-5");
    assertThat(calls.get(1).tokens()).isEqualTo(TWO);
  }

  @Test
  void aCompactionIsACallOfTheModelThatAnswered() {
    List<Call> calls =
        calls(usage(ONE, new Iteration("compaction", Optional.empty(), TWO), message(ONE)));

    assertThat(calls).hasSize(2);
    assertThat(calls.get(1).key()).isEqualTo("k#compaction-1");
    assertThat(calls.get(1).kind()).isEqualTo(CallKind.COMPACTION);
    assertThat(calls.get(1).model()).contains("claude-opus-4-8");
  }

  /** As logged by 2.1.217: another model declined, and the top level covers only who served. */
  @Test
  void aDeclinedAttemptIsACallAndTheOneThatServedIsTheResponse() {
    TokenUsage served = tokens(0, 136, 0, 0, 54_112);
    TokenUsage declined = tokens(0, 2, 0, 21_874, 32_238);

    List<Call> calls =
        calls(
            usage(
                served,
                new Iteration("message", Optional.of("claude-fable-5"), declined),
                new Iteration("fallback_message", Optional.of("claude-opus-4-8"), served)));

    assertThat(calls).extracting(Call::kind).containsExactly(CallKind.MESSAGE, CallKind.DECLINED);
    assertThat(calls.get(0).tokens()).isEqualTo(served);
    assertThat(calls.get(1).key()).isEqualTo("k#declined-1");
    assertThat(calls.get(1).model()).contains("claude-fable-5");
    assertThat(calls.get(1).tokens()).isEqualTo(declined);
  }

  @Test
  void aMessageOfAnotherModelIsNotDeclinedUnlessTheResponseFellBack() {
    assertThat(calls(usage(ONE, new Iteration("message", Optional.of("claude-fable-5"), ONE))))
        .hasSize(1);
  }

  @Test
  void aKindOfIterationNobodyKnowsIsNoCall() {
    assertThat(calls(usage(ONE, new Iteration("something_new", Optional.of("m"), TWO)))).hasSize(1);
    assertThat(calls(usage(ONE, new Iteration("", Optional.empty(), TWO)))).hasSize(1);
  }

  @Test
  void aCallHasARequest() {
    assertThatThrownBy(() -> new Call("k", CallKind.MESSAGE, Optional.empty(), ONE, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A call without a request");
  }

  private static Iteration message(TokenUsage tokens) {
    return new Iteration("message", Optional.empty(), tokens);
  }

  private static List<Call> calls(LoggedUsage usage) {
    return Calls.of(Told.response("k", Optional.empty(), usage));
  }
}
