package dev.tokenlake.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.testing.TestSpark;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions that share a fact belong together, over however many steps. */
class SessionFamiliesTest {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "kind STRING, key STRING, session_id STRING, origin STRUCT<source: STRING, input: STRING>");

  private static SparkSession spark;

  @BeforeAll
  static void session() {
    spark = TestSpark.session();
  }

  /** Rows written as {@code kind key session input}. */
  private static Dataset<Row> facts(String... rows) {
    return spark.createDataFrame(
        Stream.of(rows)
            .map(row -> row.split(" "))
            .map(c -> RowFactory.create(c[0], c[1], c[2], RowFactory.create("laptop", c[3])))
            .toList(),
        SCHEMA);
  }

  private static final String[] OLD = {
    "RESPONSE m1 alone a.jsonl",
    "RESPONSE m2 parent p.jsonl",
    "RESPONSE m3 parent p.jsonl",
    "RESPONSE m3 fork f.jsonl",
    "PROMPT u1 fork f.jsonl",
    "PROMPT u1 grandchild g.jsonl",
    "PROMPT m1 other o.jsonl"
  };

  private static Dataset<Row> all(String... fresh) {
    return facts(Stream.concat(Stream.of(OLD), Stream.of(fresh)).toArray(String[]::new));
  }

  private static SessionFamilies families(Dataset<Row> facts) {
    return new SessionFamilies(
        facts, sessions -> facts.where(functions.col("session_id").isInCollection(sessions)));
  }

  @Test
  void aNewFactTouchesItsSession() {
    String fresh = "RESPONSE m9 alone a.jsonl";

    assertThat(families(all(fresh)).touchedBy(facts(fresh), List.of())).containsExactly("alone");
  }

  @Test
  void aFamilyGoesTogetherOverSeveralSteps() {
    String fresh = "RESPONSE m2 parent q.jsonl";

    assertThat(families(all(fresh)).touchedBy(facts(fresh), List.of()))
        .containsExactly("fork", "grandchild", "parent");
  }

  @Test
  void equalKeysOfDifferentKindsAreNoCopies() {
    String fresh = "RESPONSE m1 newcomer n.jsonl";

    assertThat(families(all(fresh)).touchedBy(facts(fresh), List.of()))
        .containsExactly("alone", "newcomer");
  }

  @Test
  void sessionsOfAnInputThatCountsOtherwiseAreTouched() {
    assertThat(families(all()).touchedBy(facts(), List.of(new InputName("laptop", "o.jsonl"))))
        .containsExactly("other");
    assertThat(families(all()).touchedBy(facts(), List.of(new InputName("elsewhere", "o.jsonl"))))
        .isEmpty();
  }

  @Test
  void filesAndRefusalsTouchNoSession() {
    String fresh = "FILE x  x.jsonl";

    assertThat(families(all(fresh)).touchedBy(facts(fresh), List.of())).isEmpty();
  }
}
