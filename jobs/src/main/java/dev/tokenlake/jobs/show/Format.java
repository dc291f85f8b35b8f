package dev.tokenlake.jobs.show;

/** How a table is printed. */
public enum Format {
  /** Columns in line, figures grouped and rounded for reading. */
  TABLE,
  /** RFC 4180, figures exact. */
  CSV,
  /** An array of objects, figures exact. */
  JSON,
  /** A Markdown table, figures grouped and rounded for reading. */
  MD
}
