package dev.tokenlake.jobs.oracle;

/** A sum over rows. */
public record OracleTally(long responses, long logLines, OracleTokens tokens) {

  public static final OracleTally NONE = new OracleTally(0, 0, OracleTokens.NONE);

  static OracleTally of(OracleRow row) {
    return new OracleTally(1, row.logLines(), row.tokens());
  }

  public OracleTally plus(OracleTally other) {
    return new OracleTally(
        responses + other.responses, logLines + other.logLines, tokens.plus(other.tokens));
  }
}
