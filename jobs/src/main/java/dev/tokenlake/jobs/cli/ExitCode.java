package dev.tokenlake.jobs.cli;

/** Exit codes that scripts rely on. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** The run failed; nothing is half-published. */
  public static final int FAILED = 1;

  /** Wrong usage. */
  public static final int USAGE = 2;

  /** Another run holds the lake. */
  public static final int HELD = 3;

  /** Done, but some input was quarantined and {@code --strict} was given. */
  public static final int QUARANTINED = 4;

  /** Done, but nobody read all of the output: what a shell says of a program that this ended. */
  public static final int NO_READER = 128 + 13;

  private ExitCode() {}
}
