package dev.tokenlake.pricing.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.pricing.cost.RequestTokens;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class ScenarioPropertyTest {

  @Property
  void theCapLeavesExactlyTheCapOrTheWholeContext(
      @ForAll("requests") RequestTokens tokens,
      @ForAll @LongRange(min = 1, max = 500_000) long cap) {
    RequestTokens capped = RequestChange.capped(tokens, cap);

    assertThat(capped.context()).isEqualTo(Math.min(cap, tokens.context()));
    assertThat(capped.output()).isEqualTo(tokens.output());
  }

  @Property
  void theCapKeepsInputBeforeWritesBeforeReads(
      @ForAll("requests") RequestTokens tokens,
      @ForAll @LongRange(min = 1, max = 500_000) long cap) {
    RequestTokens capped = RequestChange.capped(tokens, cap);

    if (capped.cacheWrite() < tokens.cacheWrite()) {
      assertThat(capped.cacheRead()).isZero();
    }
    if (capped.input() < tokens.input()) {
      assertThat(capped.cacheWrite()).isZero();
    }
  }

  @Property
  void withoutCachingAndWithOneLifetimeTheContextStaysTheSame(
      @ForAll("requests") RequestTokens tokens) {
    assertThat(RequestChange.uncached(tokens).context()).isEqualTo(tokens.context());
    assertThat(RequestChange.writes5m(tokens).context()).isEqualTo(tokens.context());
    assertThat(RequestChange.writes1h(tokens).context()).isEqualTo(tokens.context());
  }

  @Property
  void theCutNeverTakesMoreThanItsShare(@ForAll("requests") RequestTokens tokens) {
    RequestTokens cut = RequestChange.cut(tokens, new BigDecimal("0.4"));

    assertThat(BigDecimal.valueOf(cut.context()))
        .isGreaterThanOrEqualTo(
            BigDecimal.valueOf(tokens.context()).multiply(new BigDecimal("0.6")));
    assertThat(cut.context()).isLessThanOrEqualTo(tokens.context());
  }

  @Provide
  Arbitrary<RequestTokens> requests() {
    Arbitrary<Long> count = Arbitraries.longs().between(0, 200_000);
    return Combinators.combine(count, count, count, count, count).as(RequestTokens::new);
  }
}
