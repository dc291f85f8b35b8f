package dev.tokenlake.jobs.bench;

import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What nights cost on an archive that grows: a cold one, one with nothing new, one for which the
 * latest files came or grew. All by the launcher, as users run them, and compared by the CPU
 * seconds of one run of this.
 *
 * <p>Arguments: a folder of logs; a folder to work in, where the archive stays for the next time;
 * how many copies of the logs make the archive, 12 if not given, or several numbers with commas
 * between them, ascending; percent of the files that change, 1 if not given. To be run where the
 * launcher is.
 */
public final class NightBenchmark {
  private static final String LAUNCHER = "./tokenlake";
  private static final Path BUILT = Path.of("jobs/target");

  private final Path work;
  private final Path archive;
  private final Path lake;
  private final double percent;

  private NightBenchmark(Path work, double percent) {
    this.work = work;
    this.archive = work.resolve("archive");
    this.lake = work.resolve("lake");
    this.percent = percent;
  }

  /** Prints what each night cost, and how often that goes into a cold one. */
  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      throw new IllegalArgumentException("Usage: <logs> <work> [copies,... [percent]]");
    }
    Path logs = Path.of(args[0]);
    double percent = args.length > 3 ? Double.parseDouble(args[3]) : 1;
    NightBenchmark benchmark = new NightBenchmark(Path.of(args[1]), percent);
    double startUp = benchmark.startUp(logs);
    for (String copies : (args.length > 2 ? args[2] : "12").split(",")) {
      new ArchiveCopies(logs, benchmark.archive).make(Integer.parseInt(copies));
      benchmark.nights(startUp);
    }
  }

  /** CPU seconds; the launcher keeps its classes at the end of its first night. */
  private double startUp(Path logs) throws IOException, InterruptedException {
    Path one = work.resolve("one");
    new ArchiveCopies(logs, one).make(1);
    Path first = LatestFiles.files(one).keySet().iterator().next();
    night("first", first.getParent(), work.resolve("lake-of-one"));
    Path scratch = work.resolve("start-up");
    Measured startUp = Measured.of(startUpCommand(scratch), work.resolve("start-up.log"));
    Place.of(scratch).deleteAll();
    print("start-up", startUp, "");
    return startUp.cpu();
  }

  private static List<String> startUpCommand(Path scratch) throws IOException {
    Path jar = BUILT.resolve("tokenlake.jar");
    Path classes;
    try (Stream<Path> files = Files.list(BUILT)) {
      classes = files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx2g",
            "-XX:+UseParallelGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:SharedArchiveFile=" + classes.toAbsolutePath()));
    try (JarFile file = new JarFile(jar.toFile())) {
      String opens = file.getManifest().getMainAttributes().getValue("Add-Opens");
      for (String open : opens.strip().split("\\s+")) {
        command.addAll(List.of("--add-opens", open + "=ALL-UNNAMED"));
      }
    }
    Path own = BUILT.resolve("test-classes");
    command.addAll(
        List.of("-cp", jar.toAbsolutePath() + ":" + own.toAbsolutePath(), StartUp.class.getName()));
    command.add(scratch.toString());
    return command;
  }

  private void nights(double startUp) throws IOException, InterruptedException {
    LatestFiles latest = new LatestFiles(archive, work.resolve("held"));
    latest.putBack();
    List<Path> files = List.copyOf(LatestFiles.files(archive).keySet());
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    System.out.printf(Locale.ROOT, "%,d files, %.2f GB%n", files.size(), bytes / 1e9);
    latest.hold(percent);
    try {
      Place.of(lake).deleteAll();
      Measured cold = night("cold", archive, lake);
      print("cold", cold, "");
      print("nothing new", night("nothing-new", archive, lake), "");
      int changed = latest.putBack();
      Measured night = night("changed", archive, lake);
      print(
          "%,d files changed".formatted(changed),
          night,
          "%.1f times less than cold, %.1f beyond start-up"
              .formatted(
                  cold.cpu() / night.cpu(), (cold.cpu() - startUp) / (night.cpu() - startUp)));
    } finally {
      latest.putBack();
    }
  }

  private Measured night(String name, Path archive, Path lake)
      throws IOException, InterruptedException {
    return Measured.of(
        List.of(
            LAUNCHER,
            "nightly",
            "--quiet",
            "--archive",
            archive.toString(),
            "--lake",
            lake.toString()),
        work.resolve(name + ".log"));
  }

  private static void print(String what, Measured cost, String than) {
    System.out.printf(
        Locale.ROOT, "%-24s %8.1f CPU s %8.1f s  %s%n", what, cost.cpu(), cost.wall(), than);
  }
}
