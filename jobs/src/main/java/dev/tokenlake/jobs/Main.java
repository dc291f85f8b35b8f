package dev.tokenlake.jobs;

import dev.tokenlake.jobs.cli.Launcher;
import dev.tokenlake.jobs.cli.SparkExit;
import dev.tokenlake.jobs.cli.StandardOutput;
import dev.tokenlake.jobs.lake.TemporaryFiles;

/** Entry point of the jar. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    SparkExit.watch();
    TemporaryFiles.ofOneRun();
    StandardOutput out = StandardOutput.take();
    System.exit(out.exitCode(Launcher.run(args)));
  }
}
