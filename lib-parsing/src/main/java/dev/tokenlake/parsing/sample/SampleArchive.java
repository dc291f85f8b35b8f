package dev.tokenlake.parsing.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An archive of sessions in the layout of {@code ~/.claude}. Sessions are made independently, on
 * all cores, and hold one session's lines at a time in memory each.
 */
public final class SampleArchive {

  private final SampleSpec spec;

  public SampleArchive(SampleSpec spec) {
    this.spec = spec;
  }

  /**
   * Writes the archive.
   *
   * @param out a folder that is empty or does not exist
   * @throws FileAlreadyExistsException when it holds something
   */
  public SampleSummary write(Path out) throws IOException {
    if (Files.exists(out) && !isEmptyFolder(out)) {
      throw new FileAlreadyExistsException(out.toString(), null, "not an empty folder");
    }
    Path projects = out.resolve("projects");
    for (Workplace place : Workplace.all()) {
      Files.createDirectories(projects.resolve(place.folder()));
    }
    writeHistory(out.resolve("history.jsonl"));
    try {
      return IntStream.range(0, spec.sessions())
          .parallel()
          .mapToObj(number -> write(SessionPlan.of(spec, number), projects))
          .reduce(SampleSummary.NONE, SampleSummary::plus);
    } catch (UncheckedIOException e) {
      throw new IOException("Cannot write sample archive " + out + ": " + e.getMessage(), e);
    }
  }

  private static boolean isEmptyFolder(Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(out)) {
      return inside.findAny().isEmpty();
    }
  }

  private static SampleSummary write(SessionPlan plan, Path projects) {
    Path folder = projects.resolve(plan.place().folder());
    Session session = Session.play(plan);
    Tally tally = session.tally();
    SampleSummary summary = new SampleSummary(0, 0, 0, 0, tally.responses(), tally.tokens());
    try {
      for (Session.Output output : session.outputs()) {
        Path file = folder.resolve(output.name());
        Files.createDirectories(file.getParent());
        Damage damage = Damage.of(plan.number(), output.agent());
        TranscriptFile written = TranscriptFile.write(output.transcript(), damage, file);
        if (output.agent() && plan.version().nestedAgents()) {
          writeMeta(file, output.transcript().lastAt());
        }
        summary = summary.plus(summaryOf(written, output.agent()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return summary;
  }

  private static SampleSummary summaryOf(TranscriptFile file, boolean agent) {
    return new SampleSummary(
        agent ? 0 : 1, agent ? 1 : 0, file.bytes(), file.lines(), 0, SampleSummary.NONE.tokens());
  }

  /** What the client keeps beside a nested agent's transcript. */
  private static void writeMeta(Path transcript, long at) throws IOException {
    String name = transcript.getFileName().toString().replace(".jsonl", ".meta.json");
    write(transcript.resolveSibling(name), "{\"agentType\":\"general-purpose\"}", at);
  }

  /** The client's list of prompts: ends in {@code .jsonl} and is no transcript. */
  private void writeHistory(Path file) throws IOException {
    StringBuilder lines = new StringBuilder();
    SessionPlan first = SessionPlan.of(spec, 0);
    for (Workplace place : Workplace.all()) {
      byte[] line =
          Json.object(
              json -> {
                json.writeStringField("display", "lorem ipsum");
                json.writeObjectFieldStart("pastedContents");
                json.writeEndObject();
                json.writeNumberField("timestamp", first.start());
                json.writeStringField("project", place.cwd());
              });
      lines.append(new String(line, StandardCharsets.UTF_8)).append('\n');
    }
    write(file, lines.toString(), first.start());
  }

  private static void write(Path file, String text, long at) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(at));
  }
}
