package dev.tokenlake.jobs.run;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Sends what Spark and the libraries log into a file of the run. It must be opened before the first
 * of their classes is loaded, since that is when they read their configuration.
 */
public final class RunLog {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private RunLog() {}

  /** Name of a run that starts now; the process id keeps two of one instant apart. */
  public static String name(Instant now) {
    return NAME.format(now) + "-" + ProcessHandle.current().pid();
  }

  /** Logs to this file of a folder from now on. */
  public static Place open(Place folder, String name) {
    folder.createFolder();
    LocalPlace file = (LocalPlace) folder.resolve(name);
    System.setProperty("tokenlake.log", file.path().toString());
    System.setProperty("log4j2.configurationFile", "log4j2-run.xml");
    return file;
  }

  /** Logs nothing. */
  public static void silence() {
    System.setProperty("log4j2.configurationFile", "log4j2-silent.xml");
  }
}
