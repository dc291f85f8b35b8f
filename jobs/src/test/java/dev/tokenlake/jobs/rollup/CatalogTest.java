package dev.tokenlake.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.pricing.cost.PriceFlag;
import dev.tokenlake.pricing.cost.UnpricedReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No table is half-wired: each has its query, schema, check and at least one case. */
class CatalogTest {
  private static final Set<String> FILES = Set.of("query.sql", "schema.ddl", "check.sql");

  private static final Set<String> VIEWS =
      Stream.of(
              SqlCase.VIEWS.stream(),
              Stream.of(SessionView.values()).map(SessionView::viewName),
              Stream.of(UsageCells.VIEW))
          .flatMap(names -> names)
          .collect(Collectors.toSet());

  /** Columns of every table that sums responses up. */
  private static final List<String> SUMMED =
      List.of(
          "responses",
          "log_lines",
          "input_tokens",
          "output_tokens",
          "cache_write_tokens",
          "cache_write_5m_tokens",
          "cache_write_1h_tokens",
          "cache_read_tokens",
          "total_tokens",
          "cache_share",
          "cache_hit_ratio",
          "read_per_input",
          "read_per_fresh",
          "cost_usd",
          "cost_input_usd",
          "cost_output_usd",
          "cost_cache_write_usd",
          "cost_cache_read_usd",
          "cost_tools_usd",
          "unpriced_responses");

  @ParameterizedTest
  @EnumSource(PublishedTable.class)
  void aQuerySaysItsGrainAndTheInputsItReads(PublishedTable table) {
    String query = new SqlModel(table.tableName()).resource("query.sql");
    String header = query.split("(?m)^(?!--)", 2)[0];
    String body = query.substring(header.length());

    assertThat(header.lines().toList())
        .allMatch(line -> line.startsWith("-- "))
        .anyMatch(line -> line.startsWith("-- Grain: "))
        .anyMatch(line -> line.startsWith("-- Inputs: "));
    String inputs =
        header.lines().filter(line -> line.startsWith("-- Inputs: ")).findFirst().orElseThrow();
    assertThat(VIEWS)
        .allSatisfy(
            view ->
                assertThat(inputs.matches(".*\\b" + view + "\\b.*"))
                    .as("%s is named as an input of %s exactly if it is read", view, table)
                    .isEqualTo(body.matches("(?s).*\\b" + view + "\\b.*")));
    assertThat(header.contains("-- Params: ")).isEqualTo(body.contains(":commits_known"));
  }

  @ParameterizedTest
  @EnumSource(PublishedTable.class)
  void everyColumnIsExplained(PublishedTable table) {
    for (StructField field : new SqlModel(table.tableName()).schema().fields()) {
      assertThat(field.getComment().isDefined()).as(table + "." + field.name()).isTrue();
      assertThat(field.getComment().get()).as(table + "." + field.name()).isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource(PublishedTable.class)
  void typesFollowNames(PublishedTable table) {
    for (StructField field : new SqlModel(table.tableName()).schema().fields()) {
      assertThat(field.dataType())
          .as(table + "." + field.name())
          .isIn((Object[]) allowed(field.name()));
      assertThat(field.name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    }
  }

  private static DataType[] allowed(String column) {
    if (column.startsWith("mean_")
        || column.startsWith("cost_")
        || column.endsWith("_usd")
        || column.endsWith("_minutes")) {
      return new DataType[] {DataTypes.DoubleType};
    } else if (column.endsWith("_tokens")
        || column.endsWith("_responses")
        || column.endsWith("_files")
        || column.endsWith("_lines")
        || Set.of("responses", "sessions", "commits").contains(column)) {
      return new DataType[] {DataTypes.LongType};
    } else if (column.endsWith("_share")
        || column.endsWith("_ratio")
        || column.startsWith("ratio_")
        || column.contains("_per_")) {
      return new DataType[] {DataTypes.DoubleType};
    } else if (column.equals("day") || column.endsWith("_day") || column.endsWith("_start")) {
      return new DataType[] {DataTypes.DateType};
    } else if (column.equals("ts") || column.endsWith("_ts")) {
      return new DataType[] {DataTypes.TimestampType};
    } else if (column.startsWith("is_")) {
      return new DataType[] {DataTypes.BooleanType};
    }
    return new DataType[] {
      DataTypes.StringType, DataTypes.LongType, DataTypes.IntegerType, DataTypes.BooleanType
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = PublishedTable.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"USAGE", "SCENARIOS", "PRICE_MODES", "COUNTING_AUDIT", "ALERTS"})
  void everySummaryHasTheSameFigures(PublishedTable table) {
    assertThat(new SqlModel(table.tableName()).schema().fieldNames())
        .containsSubsequence(SUMMED.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource(PublishedTable.class)
  void aCheckNamesTheTableItIsAbout(PublishedTable table) {
    assertThat(new SqlModel(table.tableName()).resource("check.sql"))
        .contains("AS broken_rule")
        .containsPattern("(?m)FROM " + table.tableName() + "\\b");
  }

  @Test
  void everyTableHasItsThreeFilesAndNoFolderIsAnOrphan() throws Exception {
    Path sql = resources();
    Set<String> folders = new TreeSet<>();
    try (Stream<Path> paths = Files.list(sql)) {
      for (Path folder : paths.filter(Files::isDirectory).toList()) {
        folders.add(folder.getFileName().toString());
        assertThat(namesIn(folder)).as(folder.toString()).isEqualTo(new TreeSet<>(FILES));
      }
    }
    assertThat(folders).containsExactlyInAnyOrderElementsOf(PublishedTable.names());
  }

  @Test
  void everyTableHasACaseAndEveryCaseATable() {
    assertThat(SqlCase.tables()).containsExactlyInAnyOrderElementsOf(PublishedTable.names());
    assertThat(SqlCase.all()).extracting(SqlCase::table).containsAll(PublishedTable.names());
    assertThat(SqlCase.all())
        .allSatisfy(
            sqlCase ->
                assertThat(namesIn(sqlCase.folder()))
                    .as(sqlCase.toString())
                    .contains("expect.csv")
                    .allMatch(
                        file ->
                            VIEWS.contains(file.replace(".csv", ""))
                                || Set.of("expect.csv", "params.csv").contains(file)));
  }

  /** A flag without an alert says that a price rests on something sound. */
  @Test
  void everyReasonToDoubtAPriceHasAnAlert() {
    String kinds = new SqlModel("alerts").resource("query.sql");
    Set<PriceFlag> sound =
        EnumSet.of(
            PriceFlag.LONG_CONTEXT,
            PriceFlag.FAST,
            PriceFlag.BATCH,
            PriceFlag.REGIONAL,
            PriceFlag.FREE_REFUSAL,
            PriceFlag.FREE_DECLINED,
            PriceFlag.DISCOUNTED,
            PriceFlag.LOGGED_COST);

    assertThat(UnpricedReason.values())
        .allSatisfy(reason -> assertThat(kinds).contains("('" + reason.name() + "', "));
    Set<PriceFlag> doubtful = EnumSet.complementOf(EnumSet.copyOf(sound));
    assertThat(doubtful).allSatisfy(flag -> assertThat(kinds).contains("('" + flag.name() + "', "));
  }

  @Test
  void tablesAreFoundByNameOnly() {
    assertThat(Arrays.stream(PublishedTable.values()))
        .allSatisfy(table -> assertThat(PublishedTable.named(table.tableName())).contains(table));
    assertThat(PublishedTable.named("WEEKLY")).isEmpty();
    assertThat(PublishedTable.named("../facts")).isEmpty();
  }

  private static Set<String> namesIn(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      TreeSet<String> names = new TreeSet<>();
      paths.forEach(path -> names.add(path.getFileName().toString()));
      return names;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot list " + folder, e);
    }
  }

  private static Path resources() throws URISyntaxException {
    return Path.of(SqlModel.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolve("sql");
  }
}
