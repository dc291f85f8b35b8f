package dev.tokenlake.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.TestSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of some values, read without most of the others. */
class OneOfTest {
  private static final int ROWS = 20_000;
  private static final int ROWS_PER_PAGE = 100;

  @TempDir private static Path folder;

  private static SparkSession spark;
  private static String file;

  /** Each value twenty times, in order; none for the first rows, and letters beyond ASCII last. */
  @BeforeAll
  static void aSortedFile() {
    spark = TestSpark.session();
    file = folder.resolve("sorted").toString();
    List<String> values =
        IntStream.range(0, ROWS / 20).mapToObj(i -> "%s%06d".formatted(letter(i), i)).toList();
    spark
        .createDataset(values, Encoders.STRING())
        .withColumnRenamed("value", "name")
        .selectExpr("nullif(name, 'a000000') AS name", "explode(sequence(1, 20)) AS number")
        .coalesce(1)
        .sortWithinPartitions("name", "number")
        .write()
        .option("parquet.page.row.count.limit", ROWS_PER_PAGE)
        .parquet(file);
  }

  private static String letter(int i) {
    return i < 800 ? "a" : i < 900 ? "\uFFFD" : "\uD83D\uDE80";
  }

  private static long rowsRead(OneOf some) {
    Dataset<Row> read = some.reading(spark.read()).parquet(file);
    return read.javaRDD().count();
  }

  private static List<String> found(OneOf some) {
    return some.of(some.reading(spark.read()).parquet(file))
        .select("name")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList();
  }

  @Test
  void pagesWithoutOneOfTheValuesAreNotRead() {
    // Between the first and the last page lie all the others.
    OneOf ends = new OneOf("name", List.of("a000001", letter(999) + "000999"));

    assertThat(rowsRead(ends)).isBetween(40L, 4L * ROWS_PER_PAGE);
    assertThat(found(ends))
        .containsExactlyInAnyOrderElementsOf(List.of("a000001", letter(999) + "000999"));
  }

  @Test
  void allRowsOfEachValueAreFound() {
    List<String> some =
        Stream.of(7, 8, 123, 799, 800, 850, 899, 900, 950)
            .map(i -> "%s%06d".formatted(letter(i), i))
            .toList();
    OneOf values = new OneOf("name", some);

    assertThat(found(values)).containsExactlyInAnyOrderElementsOf(some);
    assertThat(values.of(values.reading(spark.read()).parquet(file)).count())
        .isEqualTo(20L * some.size());
    assertThat(rowsRead(values)).isLessThan(ROWS / 5);
  }

  @Test
  void aValueThatIsNowhereFindsNothing() {
    assertThat(found(new OneOf("name", List.of("a000000", "a0000005", "zzz")))).isEmpty();
    assertThat(found(new OneOf("name", List.of()))).isEmpty();
    assertThat(rowsRead(new OneOf("name", List.of()))).isZero();
  }
}
