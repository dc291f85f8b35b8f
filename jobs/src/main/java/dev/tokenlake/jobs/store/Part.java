package dev.tokenlake.jobs.store;

import java.util.Locale;

/**
 * Partitions of the fact table: what a night learnt, which inputs it learnt that from, and what is
 * to be forgotten.
 */
public enum Part {
  /** Rows of facts. */
  FACTS,
  /** Rows of the ledger of inputs. */
  LEDGER,
  /** The rules that the lake forgets by. */
  RULES,
  /** Digests of what was forgotten. */
  FORGOTTEN;

  /** Column that names the part. */
  static final String COLUMN = "part";

  /** Value of the column. */
  String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Folder of its files below the table. */
  String folder() {
    return COLUMN + "=" + value();
  }

  static Part of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
