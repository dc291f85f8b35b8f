package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import dev.tokenlake.parsing.sample.SampleSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sample}. */
@Command(
    name = "sample",
    description = "Write a synthetic archive in the real log format.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  /** Tells a finished sample from any other folder. */
  private static final String MARK = ".tokenlake-sample";

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to: missing, empty, or an earlier sample.")
  private Path out = Path.of("");

  @Option(names = "--sessions", paramLabel = "N", description = "Sessions. Default: 3007")
  private int sessions = SampleSpec.DEFAULT.sessions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same bytes. Default: ${DEFAULT-VALUE}")
  private long seed = SampleSpec.DEFAULT.seed();

  @Option(
      names = "--mean-bytes",
      paramLabel = "B",
      description = "Mean size of a session. Default: ${DEFAULT-VALUE}")
  private long meanBytes = SampleSpec.DEFAULT.meanBytes();

  @Override
  public Integer call() {
    SampleSpec sample;
    try {
      sample = SampleSpec.DEFAULT.withSessions(sessions).withSeed(seed).withMeanBytes(meanBytes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    try {
      clearEarlierSample();
      SampleSummary written = new SampleArchive(sample).write(out);
      Files.createFile(out.resolve(MARK));
      System.err.printf(
          "sample: %,d files, %,d MB in %s%n", written.files(), written.bytes() >> 20, out);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the sample to " + out, e);
    }
    return ExitCode.DONE;
  }

  /** Real logs must never be mixed with made-up ones, nor removed for them. */
  private void clearEarlierSample() throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    if (!Files.isDirectory(out)) {
      throw new ParameterException(spec.commandLine(), "--out is a file, not a folder: " + out);
    }
    try (Stream<Path> inside = Files.list(out)) {
      if (inside.findAny().isPresent() && !Files.exists(out.resolve(MARK))) {
        throw new ParameterException(spec.commandLine(), "Not empty and no earlier sample: " + out);
      }
    }
    Place.of(out).deleteAll();
  }
}
