package dev.tokenlake.jobs.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenlake.jobs.place.Place;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a run leaves in {@code runs/}: its counts, options, versions, timings and digests. */
public final class RunReport {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Place file;
  private final Instant started = Instant.now();
  private final ObjectNode json = JSON.createObjectNode();
  private Instant stepStarted = started;

  /**
   * @param file JSON file to write
   * @param command as typed, without what follows
   */
  public RunReport(Place file, String command) {
    this.file = file;
    json.put("command", command);
    json.put("started_at", started.truncatedTo(ChronoUnit.MILLIS).toString());
    ObjectNode versions = json.putObject("versions");
    versions.put("tokenlake", version());
    versions.put("java", System.getProperty("java.version"));
  }

  /** Adds a part: anything Jackson can write. */
  public void put(String name, Object value) {
    json.set(name, JSON.valueToTree(value));
  }

  /** Whether a part was added. */
  public boolean has(String name) {
    return json.has(name);
  }

  /** Notes how long the step took that ends now. */
  public void stepDone(String step) {
    Instant now = Instant.now();
    json.withObjectProperty("seconds")
        .put(step, Duration.between(stepStarted, now).toMillis() / 1000.0);
    stepStarted = now;
  }

  /** Writes the file whole, replacing what it said before. */
  public void write(String status) {
    json.put("status", status);
    json.put("ended_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    try {
      file.write(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /**
   * Writes that the run failed. On a disk that is full or broken, why it did matters more than its
   * report.
   *
   * @param name what the reason is told as
   * @param reason free of text of logs
   * @param problem told, too, when nothing can be written
   */
  public void failed(String name, String reason, Exception problem) {
    put(name, reason);
    try {
      write("failed");
    } catch (UncheckedIOException e) {
      problem.addSuppressed(e);
    }
  }

  private static String version() {
    String version = RunReport.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
