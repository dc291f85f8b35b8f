package dev.tokenlake.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.testing.TestSpark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new copy of a fact touches the sessions of all its copies, and reads what they share. */
class TouchedSessionsTest {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "kind STRING, key STRING, session_id STRING, origin STRUCT<source: STRING, input: STRING>");

  private static SparkSession spark;

  @BeforeAll
  static void session() {
    spark = TestSpark.session();
  }

  /** A copy of a fact, written as {@code kind key session input}. */
  private record Copy(String kind, String key, String session, String input) {
    static Copy of(String text) {
      String[] words = text.split(" ");
      return new Copy(words[0], words[1], words[2], words[3]);
    }

    String fact() {
      return kind + " " + key;
    }

    Row row() {
      return RowFactory.create(kind, key, session, RowFactory.create("laptop", input));
    }
  }

  private static final List<Copy> OLD =
      Stream.of(
              "RESPONSE m1 alone a.jsonl",
              "RESPONSE m2 parent p.jsonl",
              "RESPONSE m3 parent p.jsonl",
              "RESPONSE m3 fork f.jsonl",
              "PROMPT u1 fork f.jsonl",
              "PROMPT u1 grandchild g.jsonl",
              "PROMPT m1 other o.jsonl")
          .map(Copy::of)
          .toList();

  private static Dataset<Row> rows(List<Copy> copies) {
    return spark.createDataFrame(copies.stream().map(Copy::row).toList(), SCHEMA);
  }

  private static Touched touched(List<Copy> old, List<Copy> fresh, InputName... changed) {
    Dataset<Row> all = rows(Stream.concat(old.stream(), fresh.stream()).toList());
    return new TouchedSessions(
            all, sessions -> all.where(functions.col("session_id").isInCollection(sessions)))
        .find(rows(fresh), List.of(changed));
  }

  private static Touched touchedBy(String fresh) {
    return touched(OLD, List.of(Copy.of(fresh)));
  }

  @Test
  void aNewFactTouchesItsSession() {
    assertThat(touchedBy("RESPONSE m9 alone a.jsonl"))
        .isEqualTo(new Touched(Set.of("alone"), Set.of()));
  }

  @Test
  void sessionsThatShareAnOldFactAreReadBeside() {
    assertThat(touchedBy("RESPONSE m9 fork q.jsonl"))
        .isEqualTo(new Touched(Set.of("fork"), Set.of("grandchild", "parent")));
    assertThat(touchedBy("RESPONSE m2 parent q.jsonl"))
        .isEqualTo(new Touched(Set.of("parent"), Set.of("fork")));
  }

  @Test
  void aNewCopyTouchesEverySessionThatHasOne() {
    assertThat(touchedBy("RESPONSE m2 alone a.jsonl"))
        .as("parent shares another with fork")
        .isEqualTo(new Touched(Set.of("alone", "parent"), Set.of("fork")));
  }

  @Test
  void equalKeysOfDifferentKindsAreNoCopies() {
    assertThat(touchedBy("RESPONSE m1 newcomer n.jsonl"))
        .isEqualTo(new Touched(Set.of("alone", "newcomer"), Set.of()));
  }

  @Test
  void sessionsOfAnInputThatCountsOtherwiseAreTouched() {
    assertThat(touched(OLD, List.of(), new InputName("laptop", "o.jsonl")))
        .isEqualTo(new Touched(Set.of("other"), Set.of()));
    assertThat(touched(OLD, List.of(), new InputName("laptop", "g.jsonl")))
        .as("its copy may be the one that counted")
        .isEqualTo(new Touched(Set.of("fork", "grandchild"), Set.of("parent")));
    assertThat(touched(OLD, List.of(), new InputName("elsewhere", "o.jsonl")))
        .isEqualTo(Touched.NONE);
  }

  @Test
  void filesAndRefusalsTouchNoSession() {
    assertThat(touchedBy("FILE x  x.jsonl")).isEqualTo(Touched.NONE);
  }

  /** Whichever copy a fact counts by: here that of the input that comes first. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void onlyTouchedSessionsDifferAndWhatIsReadTellsThem(long seed) {
    Random random = new Random(seed);
    List<Copy> old = copies(random, 40);
    List<Copy> fresh = copies(random, 3);
    InputName gone = new InputName("laptop", old.get(random.nextInt(old.size())).input());
    Predicate<Copy> counts = copy -> !copy.input().equals(gone.input());
    List<Copy> now = Stream.concat(old.stream(), fresh.stream()).filter(counts).toList();

    Touched touched = touched(old, fresh, gone);

    Map<String, Map<String, Long>> before = bySession(old);
    Map<String, Map<String, Long>> after = bySession(now);
    assertThat(differing(before, after)).isNotEmpty().isSubsetOf(touched.sessions());
    List<Copy> read = now.stream().filter(c -> touched.read().contains(c.session())).toList();
    assertThat(only(bySession(read), touched.sessions()))
        .isEqualTo(only(after, touched.sessions()));
  }

  private static List<Copy> copies(Random random, int count) {
    List<Copy> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      copies.add(
          new Copy(
              "RESPONSE",
              "m" + random.nextInt(30),
              "s" + random.nextInt(12),
              random.nextInt(40) + ".jsonl"));
    }
    return copies;
  }

  /** The facts of each session, with the number of their copies. */
  private static Map<String, Map<String, Long>> bySession(List<Copy> copies) {
    Map<String, List<Copy>> facts = copies.stream().collect(Collectors.groupingBy(Copy::fact));
    Map<String, Map<String, Long>> sessions = new TreeMap<>();
    facts.forEach(
        (fact, all) -> {
          Copy best =
              all.stream()
                  .min(Comparator.comparing(Copy::input).thenComparing(Copy::session))
                  .orElseThrow();
          sessions
              .computeIfAbsent(best.session(), s -> new TreeMap<>())
              .put(fact, (long) all.size());
        });
    return sessions;
  }

  private static Map<String, Map<String, Long>> only(
      Map<String, Map<String, Long>> sessions, Set<String> some) {
    Map<String, Map<String, Long>> only = new TreeMap<>(sessions);
    only.keySet().retainAll(some);
    return only;
  }

  private static List<String> differing(
      Map<String, Map<String, Long>> before, Map<String, Map<String, Long>> after) {
    return Stream.of(before, after)
        .flatMap(sessions -> sessions.keySet().stream())
        .distinct()
        .filter(
            session ->
                !before
                    .getOrDefault(session, Map.of())
                    .equals(after.getOrDefault(session, Map.of())))
        .toList();
  }
}
