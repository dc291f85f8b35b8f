package dev.tokenlake.jobs.rollup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every table a night publishes, in the order they are built. Each has a folder of its name under
 * {@code sql/}: {@code query.sql}, {@code schema.ddl} and {@code check.sql}.
 */
public enum PublishedTable {
  USAGE,
  TOTALS,
  DAILY,
  WEEKLY,
  MONTHLY,
  WEEKLY_BY_MODEL,
  WEEKLY_BY_PROJECT,
  WEEKLY_BY_PROJECT_MODEL,
  MODELS,
  PROJECTS,
  SOURCES,
  CLIENT_VERSIONS,
  BRANCHES,
  SESSIONS,
  PHASES,
  PHASE_WEEKS,
  SCENARIOS,
  PRICE_MODES,
  COUNTING_AUDIT,
  ALERTS;

  /** Name of the table, its folder in the lake and its folder of SQL. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table of this name; absent when there is none. */
  public static Optional<PublishedTable> named(String name) {
    return Arrays.stream(values()).filter(table -> table.tableName().equals(name)).findFirst();
  }

  /** Names of all tables. */
  public static List<String> names() {
    return Arrays.stream(values()).map(PublishedTable::tableName).toList();
  }
}
