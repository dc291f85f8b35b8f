package dev.tokenlake.jobs.night;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small files become few, and nothing else changes. */
@Tag("slow")
class CompactionTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";

  @TempDir private Path folder;

  @Test
  void aLakeOfManyFilesIsCompactedByTheNextNightOrTheOneAfterIt() throws IOException {
    Path log = folder.resolve("archive/projects/p/" + SESSION + ".jsonl");
    write(log, response(SESSION, "a", "2026-01-05T08:00:00.000Z"));
    Lake lake = new Lake(folder.resolve("lake"));
    nightly(lake);
    FactBase base = new FactBase(new FactStore(new LakeLayout(lake.root()).facts()));
    // Ledgers are small files too: as many nights as it takes, each of which touched one log.
    Ledger ledger = FactBase.ledger(base.latest());
    Place scratch = Place.of(Files.createDirectories(folder.resolve("scratch")));
    while (!Compaction.isDue(base.latest().orElseThrow())) {
      base.commit(Optional.empty(), List.copyOf(ledger.records().values()), scratch);
    }
    FactVersion many = base.latest().orElseThrow();
    Map<String, String> before = lake.digests();

    // It dies between writing and committing.
    FactBase dying =
        new FactBase(
            new FactStore(
                new LakeLayout(lake.root()).facts(),
                () -> {
                  throw new IllegalStateException("died");
                }));
    try (LazySpark spark = new LazySpark("local[1]", folder.resolve("spark"), Map.of())) {
      assertThatThrownBy(() -> new Compaction(dying, spark, scratch).run(many)).hasMessage("died");
    }
    assertThat(base.strays(List.of(many))).as("written, but not committed").isNotEmpty();
    assertThat(base.latest()).contains(many);

    // The next night does it, and clears up.
    nightly(lake);
    FactVersion few = base.latest().orElseThrow();
    assertThat(few.files().size()).isLessThanOrEqualTo(2);
    assertThat(few.number()).isGreaterThan(many.number());
    assertThat(FactBase.ledger(Optional.of(few))).isEqualTo(ledger);
    assertThat(lake.digests()).isEqualTo(before);
    assertThat(Ran.here("verify", "--lake", lake.root()).done().out()).isEqualTo("sound\n");

    // What was before can be gone back to, and from there on again.
    Files.writeString(
        log, response(SESSION, "b", "2026-01-06T08:00:00.000Z"), StandardOpenOption.APPEND);
    nightly(lake);
    assertThat(lake.rows("usage")).hasSize(2);
    Ran.here("restore", "--to", 1, "--lake", lake.root()).done();
    assertThat(lake.rows("usage")).hasSize(1);
    assertThat(base.latest().orElseThrow().files(Part.LEDGER)).hasSize(1);
    nightly(lake);
    assertThat(lake.rows("usage")).hasSize(2);
  }

  @Test
  void whatComesBackAfterItWasCutAndCompactedCountsOnce() throws IOException {
    Path log = folder.resolve("archive/projects/p/" + SESSION + ".jsonl");
    List<String> lines =
        Stream.of("a", "b", "c", "d", "e")
            .map(id -> response(SESSION, id, "2026-01-05T08:00:00.000Z"))
            .toList();
    write(log, lines.subList(0, 4).toArray(String[]::new));
    Lake lake = new Lake(folder.resolve("lake"));
    nightly(lake);
    write(log, lines.subList(0, 2).toArray(String[]::new));
    nightly(lake);
    lake.run("rebuild", folder.resolve("archive")).done();
    assertThat(lake.sum("usage", "log_lines")).isEqualTo(4);

    write(log, lines.toArray(String[]::new));
    nightly(lake);

    assertThat(lake.sum("usage", "log_lines")).isEqualTo(5);
    assertThat(lake.sum("sources", "lines")).isEqualTo(5);
    Lake cold = new Lake(folder.resolve("cold"));
    nightly(cold);
    assertThat(lake.digests()).isEqualTo(cold.digests());
  }

  private void nightly(Lake lake) {
    lake.run("nightly", folder.resolve("archive")).done();
  }
}
