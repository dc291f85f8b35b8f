package dev.tokenlake.parsing.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.TokenUsage;
import dev.tokenlake.parsing.testing.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Copies merge to the same whatever their order and grouping, since nobody chooses either. */
class MergePropertiesTest {
  private static final List<LogFile> FILES =
      List.of(
          Told.MAIN,
          new LogFile("laptop", "projects/p/t.jsonl", FileKind.MAIN),
          new LogFile("desktop", "projects/p/s.jsonl", FileKind.MAIN),
          new LogFile("laptop", "projects/p/s/subagents/agent-a1.jsonl", FileKind.SUBAGENT),
          new LogFile("laptop", "projects/p/agent-acompact-1.jsonl", FileKind.COMPACTION_AGENT));

  /**
   * A copy of a record: where it stands and what it says there, both drawn at random. No two of a
   * list stand in one place, as on a disk.
   */
  record Copy(Provenance provenance, Optional<Instant> at, boolean stopped, TokenUsage tokens) {
    String place() {
      return provenance.file() + ":" + provenance.line() + ":" + provenance.embedded();
    }

    /** What the place alone decides, so that one place never says two things. */
    String flavour() {
      return Integer.toHexString(place().hashCode());
    }

    Origin origin() {
      return new Origin(
          provenance,
          "s" + flavour(),
          Optional.of(flavour()).filter(f -> f.hashCode() % 2 == 0),
          false,
          Optional.of(flavour()),
          Optional.empty(),
          Optional.empty());
    }
  }

  @Provide
  Arbitrary<List<Copy>> copies() {
    Arbitrary<Optional<Instant>> times =
        Arbitraries.longs().between(0, 3).map(Instant::ofEpochSecond).optional(0.7);
    Arbitrary<Provenance> places =
        Combinators.combine(
                Arbitraries.of(FILES),
                Arbitraries.longs().between(1, 3),
                times,
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(Provenance::new);
    Arbitrary<Long> count = Arbitraries.longs().between(0, 2);
    Arbitrary<TokenUsage> tokens =
        Combinators.combine(count, count, count, count, count)
            .as((in, out, w5, w1, read) -> new TokenUsage(in, out, w5, w1, read, false));
    return Combinators.combine(places, times, Arbitraries.of(true, false), tokens)
        .as(Copy::new)
        .list()
        .uniqueElements(Copy::place)
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Property
  void responses(@ForAll("copies") List<Copy> copies, @ForAll Random random) {
    Response whole =
        sameInAnyOrder(
            copies.stream().map(MergePropertiesTest::response).toList(), Response::merge, random);

    assertThat(whole.logLines()).isEqualTo(copies.size());
    assertThat(whole.telling().stopReason().isPresent())
        .isEqualTo(copies.stream().anyMatch(Copy::stopped));
    // Earliest over all copies, whoever told the rest.
    assertThat(whole.at())
        .isEqualTo(copies.stream().flatMap(c -> c.at().stream()).min(Instant::compareTo));
    // Among the final ones, else among all, nobody told of more output.
    assertThat(whole.telling().usage().tokens().output())
        .isEqualTo(
            copies.stream()
                .filter(copy -> copy.stopped() == whole.telling().stopReason().isPresent())
                .mapToLong(copy -> copy.tokens().output())
                .max()
                .orElseThrow());
    // A branched copy never passes for the original while there is another.
    assertThat(whole.origin().provenance().forked())
        .isEqualTo(copies.stream().allMatch(copy -> copy.provenance().forked()));
  }

  @Property
  void aResponseMergedWithItselfOnlyCountsItsLinesTwice(@ForAll("copies") List<Copy> copies) {
    Response one = response(copies.get(0));

    assertThat(one.merge(one))
        .isEqualTo(new Response(one.key(), one.at(), 2, one.origin(), one.telling()));
  }

  @Property
  void prompts(@ForAll("copies") List<Copy> copies, @ForAll Random random) {
    sameInAnyOrder(
        copies.stream()
            .map(
                copy ->
                    new Prompt(
                        "k",
                        copy.at(),
                        PromptKind.TYPED,
                        Optional.of(copy.flavour()),
                        copy.origin()))
            .toList(),
        Prompt::merge,
        random);
  }

  @Property
  void compactions(@ForAll("copies") List<Copy> copies, @ForAll Random random) {
    sameInAnyOrder(
        copies.stream()
            .map(
                copy ->
                    new Compaction(
                        "k",
                        copy.at(),
                        false,
                        Optional.of(copy.flavour()),
                        OptionalLong.of(copy.place().hashCode()),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        copy.origin()))
            .toList(),
        Compaction::merge,
        random);
  }

  @Property
  void events(@ForAll("copies") List<Copy> copies, @ForAll Random random) {
    sameInAnyOrder(
        copies.stream()
            .map(copy -> new SessionEvent("k", copy.at(), EventKind.API_ERROR, copy.origin()))
            .toList(),
        SessionEvent::merge,
        random);
  }

  @Property
  void transcripts(@ForAll("copies") List<Copy> copies, @ForAll Random random) {
    sameInAnyOrder(
        copies.stream()
            .map(
                copy ->
                    new Transcript(
                        "k", copy.at(), copy.flavour(), copy.provenance().file().kind().isAgent()))
            .toList(),
        Transcript::merge,
        random);
  }

  @Property
  void spans(@ForAll("copies") List<Copy> copies, @ForAll Random random) {
    SessionSpan whole =
        sameInAnyOrder(
            copies.stream().map(MergePropertiesTest::span).toList(), SessionSpan::merge, random);

    assertThat(whole.first())
        .isEqualTo(copies.stream().flatMap(c -> c.at().stream()).min(Instant::compareTo));
    assertThat(whole.last())
        .isEqualTo(copies.stream().flatMap(c -> c.at().stream()).max(Instant::compareTo));
    assertThat(whole.cwds())
        .containsExactlyInAnyOrderElementsOf(
            copies.stream().map(c -> "/w/" + c.provenance().line()).distinct().toList());
  }

  @Test
  void differentResponsesNeverMerge() {
    Response a = Told.response("a", Optional.empty(), Told.usage(TokenUsage.NONE));
    Response b = Told.response("b", Optional.empty(), Told.usage(TokenUsage.NONE));

    assertThatThrownBy(() -> a.merge(b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Merging different responses");
  }

  /** Merges in the order given, then in others and in other groups; what all of them give. */
  private static <T> T sameInAnyOrder(List<T> copies, BinaryOperator<T> merge, Random random) {
    T inOrder = copies.stream().reduce(merge).orElseThrow();
    List<T> left = new ArrayList<>(copies);
    Collections.shuffle(left, random);
    while (left.size() > 1) {
      int at = random.nextInt(left.size() - 1);
      left.add(at, merge.apply(left.remove(at), left.remove(at)));
    }
    assertThat(left.get(0)).isEqualTo(inOrder);
    return inOrder;
  }

  private static Response response(Copy copy) {
    LoggedUsage usage = Told.usage(copy.tokens());
    return new Response(
        "k",
        copy.at(),
        1,
        copy.origin(),
        new Telling(
            copy.provenance(),
            Optional.of(copy.flavour()),
            copy.stopped() ? Optional.of("end_turn") : Optional.empty(),
            Optional.empty(),
            usage,
            Optional.empty()));
  }

  private static SessionSpan span(Copy copy) {
    Provenance place = copy.provenance();
    String cwd = "/w/" + place.line();
    // A file tells of one beginning of a session at most, so no two begin on one line.
    long line = 2 * place.line() + (place.embedded() ? 1 : 0);
    return new SessionSpan(
        "s",
        copy.at(),
        copy.at(),
        Optional.of(
            new SessionSpan.Start(copy.flavour(), copy.at(), place.forked(), place.file(), line)),
        new TreeSet<>(Set.of(cwd)),
        new TreeSet<>(),
        new TreeMap<>(Map.of(cwd, copy.flavour())));
  }
}
