package dev.tokenlake.jobs.rollup;

import java.util.Arrays;
import java.util.List;

/** Definitions that the SQL of all tables shares: {@code sql/functions.sql}. */
public final class SqlFunctions {
  private static final String RESOURCE = "/sql/functions.sql";

  /** One statement per function. */
  public List<String> statements() {
    return Arrays.stream(new SqlResource(RESOURCE).text().split(";"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}
