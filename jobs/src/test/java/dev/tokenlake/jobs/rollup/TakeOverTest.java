package dev.tokenlake.jobs.rollup;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.testing.TestSpark;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that take over from those of an earlier night are those that are made anew. */
class TakeOverTest {
  /** So small that a sample has many files of calls, and sums are merged after two nights. */
  private static final Sizes SMALL = new Sizes(12, 2);

  @TempDir static Path folder;
  private static SparkSession spark;
  private static List<LogInput> inputs;

  /** Of all inputs. */
  private static Map<String, TableDigest> anew;

  private final List<Place> facts = new ArrayList<>();
  private int generations;

  @BeforeAll
  static void sample() throws IOException {
    spark = TestSpark.session();
    Path archive = folder.resolve("archive");
    new SampleArchive(SampleSpec.DEFAULT.withSessions(30).withMeanBytes(6_000)).write(archive);
    inputs = ReadLogs.inputs(archive);
    TakeOverTest all = new TakeOverTest();
    all.read(inputs);
    anew = all.make(Optional.empty()).rollup.digests();
  }

  @Test
  void nightAfterNightTheTablesAreThoseMadeAnew() throws IOException {
    int last = inputs.size() - 1;
    Place first = read(inputs.subList(0, last - 2));
    Made whole = make(Optional.empty());
    assertThat(whole.rollup.takenOver()).isEmpty();
    assertThat(whole.state().usage()).hasSizeGreaterThan(3);
    assertThat(first.files()).isNotEmpty();

    Made before = whole;
    int takenOver = 0;
    for (int night = 0; night < 3; night++) {
      Place fresh = read(List.of(inputs.get(last - night)));
      Made tonight = make(Optional.of(before.withFresh(fresh)));

      assertThat(tonight.rollup.digests())
          .isEqualTo(night == 2 ? anew : make(Optional.empty()).rollup.digests());
      takenOver +=
          (int)
              tonight.rollup.takenOver().stream()
                  .filter(name -> name.startsWith("tables/usage/"))
                  .count();
      assertThat(tonight.rollup.takenOver())
          .allSatisfy(
              name -> assertThat(tonight.generation.root().resolve(name).isFile()).isTrue());
      before = tonight;
    }
    assertThat(takenOver).as("files of calls that were taken over").isPositive();
    assertThat(before.generation.root().resolve("sums").children())
        .as("sums are merged now and then")
        .hasSizeLessThan(4);
  }

  @Test
  void manyChangesAreMadeAnew() throws IOException {
    read(inputs.subList(0, inputs.size() / 2));
    Made half = make(Optional.empty());
    Place rest = read(inputs.subList(inputs.size() / 2, inputs.size()));

    Made all = make(Optional.of(half.withFresh(rest)));

    assertThat(all.rollup.takenOver()).isEmpty();
    assertThat(all.rollup.digests()).isEqualTo(anew);
  }

  @Test
  void anotherNameOfAProjectReachesItsOldCalls() throws IOException {
    read(inputs.subList(0, inputs.size() - 1));
    Made before = make(Optional.empty());
    RollupState state = before.state();
    // As if every project had had another name by then.
    Map<String, RollupState.Named> others = new java.util.TreeMap<>();
    state
        .projects()
        .keySet()
        .forEach(path -> others.put(path, new RollupState.Named("formerly", "")));
    Place fresh = read(inputs.subList(inputs.size() - 1, inputs.size()));

    Made tonight =
        make(
            Optional.of(
                new Earlier(
                    before.generation,
                    new RollupState(
                        state.sessions(), new java.util.TreeMap<>(others), state.usage()),
                    List.of(fresh),
                    List.of())));

    assertThat(tonight.rollup.takenOver()).noneMatch(name -> name.startsWith("tables/usage/"));
    assertThat(tonight.rollup.digests()).isEqualTo(anew);
  }

  /** A session that was branched into another, and one that turns out to be older than both. */
  @Test
  void sessionsThatShareCallsKeepTheirOwn() throws IOException {
    Path archive = folder.resolve("kin");
    String parent = session(1);
    String branch = session(2);
    String elder = session(3);
    String[] shared = {
      response(parent, "a", "2026-03-01T10:00:00.000Z"),
      response(parent, "b", "2026-03-01T10:01:00.000Z")
    };
    write(
        log(archive, parent),
        shared[0],
        shared[1],
        response(parent, "c", "2026-03-01T10:02:00.000Z"));
    write(
        log(archive, branch),
        shared[0].replace(parent, branch),
        shared[1].replace(parent, branch),
        response(branch, "d", "2026-03-01T11:00:00.000Z"));
    for (int other = 10; other < 30; other++) {
      write(
          log(archive, session(other)),
          response(session(other), "s" + other, "2026-02-%dT10:00:00.000Z".formatted(other - 2)));
    }
    List<LogInput> old = ReadLogs.inputs(archive);
    Path more = folder.resolve("kin-more");
    write(log(more, session(4)), response(branch, "e", "2026-03-02T10:00:00.000Z"));
    Path original = folder.resolve("kin-original");
    write(
        log(original, elder),
        response(elder, "z", "2026-03-01T09:00:00.000Z"),
        shared[0].replace(parent, elder));

    read(old);
    Made before = make(Optional.empty());
    for (Path fresh : List.of(more, original)) {
      Made tonight = make(Optional.of(before.withFresh(read(ReadLogs.inputs(fresh)))));

      assertThat(tonight.rollup.takenOver()).as(fresh.toString()).isNotEmpty();
      assertThat(tonight.rollup.digests()).isEqualTo(make(Optional.empty()).rollup.digests());
      before = tonight;
    }
  }

  private static String session(int number) {
    return "%08d-0000-4000-8000-000000000000".formatted(number);
  }

  private static Path log(Path archive, String session) {
    return archive.resolve("-home-dev-work-shop").resolve(session + ".jsonl");
  }

  private Place read(List<LogInput> some) {
    Place written =
        ReadLogs.facts(
            spark, some, folder.resolve("facts-" + facts.size() + "-" + System.nanoTime()));
    facts.add(written);
    return written;
  }

  private Made make(Optional<Earlier> earlier) throws IOException {
    generations++;
    Path root = Files.createTempDirectory(folder, "generation");
    Generation generation = new Generation(generations, Place.of(root));
    Rollup rollup =
        new RollupJob(spark, TestSpark.PLAIN, ReadLogs.SILENT, SMALL)
            .run(
                new LakeFacts(spark, facts, Ledger.EMPTY),
                earlier,
                List.of(),
                generation,
                Place.of(Files.createTempDirectory(folder, "work")));
    spark.catalog().clearCache();
    return new Made(generation, rollup);
  }

  /** A generation that was made. */
  private record Made(Generation generation, Rollup rollup) {
    RollupState state() {
      return RollupState.of(generation).orElseThrow();
    }

    Earlier withFresh(Place fresh) {
      return new Earlier(generation, state(), List.of(fresh), List.of());
    }
  }
}
