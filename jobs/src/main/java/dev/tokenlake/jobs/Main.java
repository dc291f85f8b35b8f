package dev.tokenlake.jobs;

import dev.tokenlake.jobs.cli.Launcher;
import dev.tokenlake.jobs.cli.SparkExit;

/** Entry point of the jar. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    SparkExit.watch();
    System.exit(Launcher.run(args));
  }
}
