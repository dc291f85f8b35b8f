package dev.tokenlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.jobs.oracle.NaiveCounter;
import dev.tokenlake.jobs.oracle.OracleCount;
import dev.tokenlake.jobs.oracle.OracleTally;
import dev.tokenlake.jobs.oracle.OracleTokens;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Lake.TableRow;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real logs, their text scrubbed: {@code TOKENLAKE_LOGS} names folders, separated by {@code :}. */
class RealLogsTest {
  @TempDir private Path folder;

  @Test
  void tokensPerModelAndDayAreThoseOfTheOracle() throws IOException {
    String logs = System.getenv().getOrDefault("TOKENLAKE_LOGS", "");
    assumeTrue(!logs.isEmpty(), "SKIPPED RealLogsTest: TOKENLAKE_LOGS names no folder");
    int number = 0;
    for (String archive : logs.split(":")) {
      compare(Path.of(archive), new Lake(folder.resolve("lake-" + number++)));
    }
  }

  private static void compare(Path archive, Lake lake) throws IOException {
    Ran.here("nightly", "--archive", "real=" + archive, "--lake", lake.root(), "--quiet").done();
    SortedMap<String, OracleTally> tables = new TreeMap<>();
    for (TableRow row : lake.rows("usage")) {
      tables.merge(
          row.at("model_logged").map(Object::toString).orElse("") + " " + row.text("day"),
          tally(row),
          OracleTally::plus);
    }
    OracleCount oracle = NaiveCounter.count(archive);
    SortedMap<String, OracleTally> counted = new TreeMap<>();
    oracle
        .perModelAndDay()
        .forEach(
            (key, tally) ->
                counted.put(
                    key.model() + " " + key.day().map(LocalDate::toString).orElse("-"), tally));

    assertThat(tables).as(archive.toString()).isEqualTo(counted);
    assertThat(lake.sum("sources", "lines")).isEqualTo(oracle.lines());
    assertThat(lake.sum("sources", "log_files")).isEqualTo(oracle.files());
  }

  private static OracleTally tally(TableRow row) {
    return new OracleTally(
        1,
        row.count("log_lines"),
        new OracleTokens(
            row.count("input_tokens"),
            row.count("output_tokens"),
            row.count("cache_write_5m_tokens"),
            row.count("cache_write_1h_tokens"),
            row.count("cache_read_tokens")));
  }
}
