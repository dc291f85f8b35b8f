package dev.tokenlake.jobs.remote;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Nights on a lake that lies on a server say what they say on a local disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RemoteLakeTest {
  /**
   * Set to true, it asks for what takes minutes; locks and fences are always tried without Spark.
   */
  static final String SLOW = "remote.slow";

  private static final String SESSION = "11111111-1111-4111-8111-111111111111";

  protected Path folder;
  protected RemoteServer server;
  protected Path config;
  protected Path scratch;

  abstract RemoteServer start(Path in);

  @BeforeAll
  void startTheServer(@TempDir Path in) throws IOException {
    folder = in;
    server = start(Files.createDirectories(folder.resolve("server")));
    config = folder.resolve("lake.yaml");
    scratch = Files.createDirectories(folder.resolve("scratch"));
    Files.writeString(
        config,
        server.settings().entrySet().stream()
            .map(entry -> "  %s: '%s'%n".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("", "hadoop:\n", "")));
  }

  @AfterAll
  void stopTheServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void nightsAreThoseOfALocalLakeAndReadersSeeWholeOnes() throws Exception {
    Path archive = folder.resolve("nights");
    Path log = archive.resolve("projects/p/" + SESSION + ".jsonl");
    write(log, response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    Lake local = new Lake(folder.resolve("local"));
    String lake = server.lake("nights");
    try (WholeReads reader = WholeReads.of(layout(lake))) {
      bothNights(archive, local, lake);
      assertThat(generation(lake)).isEqualTo(1);

      bothNights(archive, local, lake);
      assertThat(generation(lake)).as("a quiet night publishes nothing").isEqualTo(1);

      String line = response(SESSION, "b", "2026-01-06T08:00:00.000Z");
      Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
      bothNights(archive, local, lake);
      assertThat(generation(lake)).isEqualTo(2);
      reader.assertSawWholeGenerations(2);
    }

    assertThat(run("verify", lake).out()).isEqualTo("sound\n");
    Ran history = run("history", lake, "--format", "csv");
    assertThat(history.out().lines()).hasSize(3);
    String folderOfTables = new Generations(layout(lake)).tables().orElseThrow().location();
    assertThat(history.out()).contains(folderOfTables).startsWith("generation,");

    run("restore", lake, "--to", "1");
    String keys = run("show", lake, "usage", "--format", "csv", "--columns", "response_key").out();
    assertThat(keys.lines()).containsExactly("response_key", "msg_a");
    run("nightly", lake, "--archive", "m=" + archive, "--quiet");
    assertThat(show(lake, "usage")).isEqualTo(localShow(local, "usage"));
    assertThat(run("rebuild", lake, "--archive", "m=" + archive, "--quiet").err()).isEmpty();
    assertThat(digests(lake)).isEqualTo(local.digests());
    assertThat(run("verify", lake).out()).isEqualTo("sound\n");

    assertNothingIsLeftBehind(lake);
    assertPrivate(lake);
  }

  private void bothNights(Path archive, Lake local, String lake) {
    Ran.here("nightly", "--archive", "m=" + archive, "--lake", local.root(), "--quiet").done();
    run("nightly", lake, "--archive", "m=" + archive, "--quiet");
    assertThat(digests(lake)).isEqualTo(local.digests());
    for (String table : List.of("usage", "weekly", "sessions")) {
      assertThat(show(lake, table)).isEqualTo(localShow(local, table));
    }
  }

  /** Runs a command on a lake of the server. */
  protected Ran run(String command, String lake, Object... more) {
    Ran ran = attempt(command, lake, more);
    if (ran.exitCode() != ExitCode.DONE) {
      System.out.println(logOfLastRun(lake));
    }
    return ran.done();
  }

  private String logOfLastRun(String lake) {
    return layout(lake).runs().children().stream()
        .filter(file -> file.name().endsWith(".log"))
        .reduce((first, second) -> second)
        .map(file -> new String(file.read(), StandardCharsets.UTF_8))
        .orElse("no log");
  }

  protected Ran attempt(String command, String lake, Object... more) {
    Ran ran = Ran.here(arguments(command, lake, more));
    for (String secret : server.secrets()) {
      assertThat(ran.out() + ran.err()).as("said by %s", command).doesNotContain(secret);
    }
    return ran;
  }

  protected Object[] arguments(String command, String lake, Object... more) {
    return Stream.concat(
            Stream.of(command, "--config", config, "--scratch", scratch, "--lake", lake),
            Stream.of(more))
        .toArray();
  }

  private String show(String lake, String table) {
    return run("show", lake, table, "--format", "csv").out();
  }

  private static String localShow(Lake local, String table) {
    return Ran.here("show", table, "--format", "csv", "--lake", local.root()).done().out();
  }

  protected LakeLayout layout(String lake) {
    return new LakeLayout(Place.of(lake, server.settings()), scratch);
  }

  protected long generation(String lake) {
    return new Generations(layout(lake)).current().orElseThrow().number();
  }

  /** Digests of all tables, from the report of the latest run. */
  protected Map<String, String> digests(String lake) {
    Place latest =
        layout(lake).runs().children().stream()
            .filter(file -> file.name().endsWith(".json"))
            .reduce((first, second) -> second)
            .orElseThrow();
    Map<String, String> digests = new TreeMap<>();
    json(latest)
        .path("tables")
        .properties()
        .forEach(table -> digests.put(table.getKey(), table.getValue().path("sha256").asText()));
    return digests;
  }

  private static com.fasterxml.jackson.databind.JsonNode json(Place file) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().readTree(file.read());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot read " + file, e);
    }
  }

  private void assertNothingIsLeftBehind(String lake) throws IOException {
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).as("scratch on this machine").isEmpty();
    }
    assertThat(layout(lake).root().children())
        .extracting(Place::name)
        .containsExactlyInAnyOrder(
            ".generations", ".lock", "current.json", "facts", "lake.json", "runs");
  }

  /** No file of the lake has a secret in it, and none is somebody else's where there are owners. */
  private void assertPrivate(String lake) {
    List<Place> files = layout(lake).root().files();
    assertThat(files).hasSizeGreaterThan(40);
    for (Place file : files) {
      for (String secret : server.secrets()) {
        assertThat(new String(file.read(), StandardCharsets.ISO_8859_1))
            .as(file.location())
            .doesNotContain(secret);
      }
      assertAlone(file);
    }
  }

  /** Asserts that a file is its owner's alone, where the storage knows owners. */
  abstract void assertAlone(Place file);

  @Test
  @EnabledIfSystemProperty(named = SLOW, matches = "true")
  void aSecondHostIsTurnedAwayUntilTheHolderIsDeadAndItsLeaseIsOver() throws Exception {
    Path archive = folder.resolve("held");
    write(
        archive.resolve("projects/p/" + SESSION + ".jsonl"),
        response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    String lake = server.lake("held");
    run("nightly", lake, "--archive", "m=" + archive, "--quiet");

    try (OtherHost holder = OtherHost.holding(lake, server.settings())) {
      Ran refused = attempt("nightly", lake, "--archive", "m=" + archive, "--quiet");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.HELD);
      assertThat(refused.err())
          .contains("Another run holds " + lake + ": process " + holder.pid() + " on ")
          .contains(" since 20");
      assertThat(holder.isAlive()).as("the holder lives on").isTrue();
      // A living holder keeps it for longer than a lease.
      Thread.sleep(server.leaseSeconds() * 1500L);
      assertThat(attempt("nightly", lake, "--archive", "m=" + archive, "--quiet").exitCode())
          .isEqualTo(ExitCode.HELD);

      holder.kill();
      long killed = System.nanoTime();
      assertThat(attempt("nightly", lake, "--archive", "m=" + archive, "--quiet").exitCode())
          .isIn(ExitCode.HELD, ExitCode.DONE);
      Ran next = refused;
      while (next.exitCode() == ExitCode.HELD
          && System.nanoTime() - killed < server.leaseSeconds() * 4_000_000_000L) {
        Thread.sleep(500);
        next = attempt("nightly", lake, "--archive", "m=" + archive, "--quiet");
      }
      assertThat(next.done().err()).isEmpty();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = SLOW, matches = "true")
  void aRunThatLostTheLakeWhileItSleptPublishesNothing() throws Exception {
    Path archive = folder.resolve("fenced");
    Path log = archive.resolve("projects/p/" + SESSION + ".jsonl");
    write(log, response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    String lake = server.lake("fenced");
    run("nightly", lake, "--archive", "m=" + archive, "--quiet");
    String more = response(SESSION, "b", "2026-01-06T08:00:00.000Z") + "\n";
    Files.writeString(log, more, StandardOpenOption.APPEND);

    try (OtherHost sleeper =
        OtherHost.running(arguments("nightly", lake, "--archive", "m=" + archive))) {
      // From here on it has something to commit.
      sleeper.awaitSaying(" 1 grown");
      sleeper.signal("STOP");
      Ran next = attempt("nightly", lake, "--archive", "m=" + archive, "--quiet");
      assertThat(next.exitCode()).isEqualTo(ExitCode.HELD);
      long deadline = System.nanoTime() + server.leaseSeconds() * 4_000_000_000L;
      while (next.exitCode() == ExitCode.HELD && System.nanoTime() < deadline) {
        Thread.sleep(500);
        next = attempt("nightly", lake, "--archive", "m=" + archive, "--quiet");
      }
      next.done();
      assertThat(generation(lake)).isEqualTo(2);
      Map<String, String> published = digests(lake);

      sleeper.signal("CONT");
      assertThat(sleeper.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(sleeper.said()).contains("no longer holds " + lake);
      assertThat(generation(lake)).isEqualTo(2);
      run("nightly", lake, "--archive", "m=" + archive, "--quiet");
      assertThat(digests(lake)).isEqualTo(published);
      assertThat(generation(lake)).isEqualTo(2);
      assertThat(run("verify", lake).out()).isEqualTo("sound\n");
    }
  }
}
