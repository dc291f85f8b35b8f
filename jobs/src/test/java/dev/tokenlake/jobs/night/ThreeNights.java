package dev.tokenlake.jobs.night;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;

import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A lake of three generations, whose log of facts has a checkpoint between the first two and whose
 * archive lost a log before the third. It is made once and copied for each damage.
 *
 * @param archive as the third night found it
 * @param lake as the third night left it
 */
record ThreeNights(Path archive, Lake lake) {
  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String TWO = "22222222-2222-4222-8222-222222222222";
  private static final String GONE = "33333333-3333-4333-8333-333333333333";
  private static final int COMMITS_WITHOUT_NEWS = 9;

  /** Keys of the responses of the third generation; the last one's log is gone. */
  static final List<String> KEYS = List.of("msg_a", "msg_b", "msg_c", "msg_z");

  static ThreeNights in(Path folder) throws IOException {
    ThreeNights made =
        new ThreeNights(folder.resolve("archive"), new Lake(folder.resolve("three-nights")));
    Path grown = made.log(ONE);
    write(grown, response(ONE, "a", "2026-01-05T08:00:00.000Z"));
    write(made.log(GONE), response(GONE, "z", "2026-01-05T09:00:00.000Z"));
    made.nightly(made.lake).done();
    FactBase base = new FactBase(new FactStore(new LakeLayout(made.lake.root()).facts()));
    Ledger ledger = FactBase.ledger(base.latest());
    Place scratch = Place.of(Files.createDirectories(folder.resolve("scratch")));
    for (int i = 0; i < COMMITS_WITHOUT_NEWS; i++) {
      base.commit(Optional.empty(), List.copyOf(ledger.records().values()), scratch);
    }
    Files.writeString(
        grown, response(ONE, "b", "2026-01-06T08:00:00.000Z"), StandardOpenOption.APPEND);
    made.nightly(made.lake).done();
    Files.delete(made.log(GONE));
    write(made.log(TWO), response(TWO, "c", "2026-01-07T08:00:00.000Z"));
    made.nightly(made.lake).done();
    return made;
  }

  private Path log(String session) {
    return archive.resolve("projects/p/" + session + ".jsonl");
  }

  /** A lake like this one, its links too. */
  Lake copy(Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(lake.root())) {
      for (Path path : paths.sorted().toList()) {
        Files.copy(
            path,
            to.resolve(lake.root().relativize(path).toString()),
            LinkOption.NOFOLLOW_LINKS,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new Lake(to);
  }

  Ran nightly(Lake of) {
    return run("nightly", of);
  }

  /** Runs a command that reads logs. */
  Ran run(String command, Lake of, Object... more) {
    return of.run(command, archive, more);
  }

  static Ran verify(Lake of) {
    return Ran.here("verify", "--lake", of.root(), "--quiet");
  }

  static List<String> keys(Lake of) {
    return of.rows("usage").stream().map(row -> row.text("response_key")).sorted().toList();
  }
}
