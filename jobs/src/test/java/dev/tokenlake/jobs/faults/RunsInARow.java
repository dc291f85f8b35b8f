package dev.tokenlake.jobs.faults;

import dev.tokenlake.jobs.cli.Launcher;
import java.util.ArrayList;
import java.util.List;

/** Several command lines in one process, with {@code then} between them, until one fails. */
public final class RunsInARow {
  private RunsInARow() {}

  /** Exits with the code of the last one. */
  public static void main(String[] args) {
    List<String> command = new ArrayList<>();
    int exitCode = 0;
    for (String arg : args) {
      if (arg.equals("then") && exitCode == 0) {
        exitCode = Launcher.run(command.toArray(String[]::new));
        command.clear();
      } else {
        command.add(arg);
      }
    }
    System.exit(exitCode == 0 ? Launcher.run(command.toArray(String[]::new)) : exitCode);
  }
}
