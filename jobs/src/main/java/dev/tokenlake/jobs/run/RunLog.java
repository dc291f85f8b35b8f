package dev.tokenlake.jobs.run;

import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.RunFolder;
import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.LoggerFactory;

/**
 * Sends what Spark and the libraries log into a file of the run. It must be opened before the first
 * of their classes is loaded, since that is when they read their configuration. For a lake that
 * lies elsewhere the file is on this machine until the run ends.
 */
public final class RunLog implements AutoCloseable {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String CONFIGURATION = "log4j2-run.xml";

  private final Place target;
  private final LocalPlace file;
  private final Optional<RunFolder> folder;

  private RunLog(Place target, LocalPlace file, Optional<RunFolder> folder) {
    this.target = target;
    this.file = file;
    this.folder = folder;
  }

  /** Name of a run that starts now; the process id keeps two of one instant apart. */
  public static String name(Instant now) {
    return NAME.format(now) + "-" + ProcessHandle.current().pid();
  }

  /**
   * Logs to the file of a run from now on.
   *
   * @param begun whether classes that log may be loaded already
   */
  public static RunLog open(LakeLayout lake, String run, boolean begun) {
    Place target = lake.runs().resolve(run + ".log");
    RunLog log;
    if (target instanceof LocalPlace local) {
      lake.runs().createFolder();
      log = new RunLog(target, local, Optional.empty());
    } else {
      RunFolder folder = RunFolder.open(lake.scratch());
      log = new RunLog(target, folder.place().resolve("run.log"), Optional.of(folder));
    }
    System.setProperty("tokenlake.log", log.file.path().toString());
    System.setProperty("log4j2.configurationFile", CONFIGURATION);
    // To find a lake that lies elsewhere such classes are needed.
    if (begun || log.folder.isPresent()) {
      Configurator.reconfigure(URI.create("classpath:" + CONFIGURATION));
    }
    return log;
  }

  /** Logs nothing. */
  public static void silence() {
    System.setProperty("log4j2.configurationFile", "log4j2-silent.xml");
  }

  /**
   * Logs why the run failed. The log is private; a terminal gets no value that a row may hold.
   *
   * @return words that end a message: where to read it, or that it could not be written
   */
  public String failed(Throwable reason) {
    LoggerFactory.getLogger(RunLog.class).error("Run failed", reason);
    Place written = keep() ? target : file;
    return written.isFile() ? "Details: " + written : "Its log could not be written";
  }

  /** Whether the log is in the lake, as far as there is one. */
  private boolean keep() {
    try {
      if (folder.isPresent() && file.isFile()) {
        target.write(file.read());
      }
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Leaves the log in the lake; where that cannot be reached, on this machine until the next run.
   */
  @Override
  public void close() {
    if (keep()) {
      folder.ifPresent(RunFolder::close);
    }
  }
}
