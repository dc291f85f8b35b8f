package dev.tokenlake.jobs.cli;

import java.util.Arrays;

/**
 * Spark ends the process by itself when it cannot make its first folder or a task runs out of
 * memory, with exit codes of its own and a word in the log of the run only. A process that is
 * watched says so and exits as after any run that failed.
 */
public final class SparkExit {
  private static final String MESSAGE =
      "Spark ended the run: it cannot write to its scratch space, or memory ran out;"
          + " what was published before stays. Details: the latest log in the lake's folder runs";

  private SparkExit() {}

  /** Watches this process from here on. */
  public static void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(SparkExit::explain, "spark-exit"));
  }

  private static void explain() {
    // Who asked for the end waits for this thread, so its stack still says so.
    if (Thread.getAllStackTraces().values().stream().anyMatch(SparkExit::isExitOfSpark)) {
      System.err.println(MESSAGE);
      Runtime.getRuntime().halt(ExitCode.FAILED);
    }
  }

  private static boolean isExitOfSpark(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .dropWhile(frame -> !frame.getMethodName().equals("exit"))
        .dropWhile(frame -> frame.getClassName().startsWith("java.lang."))
        .findFirst()
        .filter(caller -> caller.getClassName().startsWith("org.apache.spark."))
        .isPresent();
  }
}
