package dev.tokenlake.jobs.night;

import static dev.tokenlake.jobs.testing.LogLines.response;
import static dev.tokenlake.jobs.testing.LogLines.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.cli.ExitCode;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.testing.Lake;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back to an earlier generation, and what history says of it. */
@Tag("slow")
class RestorationTest {
  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String OTHER = "22222222-2222-4222-8222-222222222222";

  @TempDir private Path folder;

  @Test
  void aRestorationThatDiesHalfwayIsMadeGoodAndOneThatCannotBeIsRefused() throws IOException {
    Path archive = folder.resolve("archive");
    write(
        archive.resolve("projects/p/" + ONE + ".jsonl"),
        response(ONE, "a", "2026-01-05T08:00:00.000Z"));
    Lake lake = new Lake(folder.resolve("lake"));
    nightly(archive, lake);
    Map<String, String> first = lake.digests();
    Path later = archive.resolve("projects/p/" + OTHER + ".jsonl");
    write(later, response(OTHER, "b", "2026-01-06T08:00:00.000Z"));
    nightly(archive, lake);
    FactBase base = new FactBase(new FactStore(new LakeLayout(lake.root()).facts()));
    assertThat(base.latest().orElseThrow().number()).isEqualTo(2);

    // Dies between the commit of the facts and the publication of their tables.
    Files.delete(later);
    Place scratch = Place.of(Files.createDirectories(folder.resolve("scratch")));
    base.restore(
        base.latest().orElseThrow(), base.find(1).orElseThrow(), Optional.empty(), scratch);
    assertThat(lake.rows("usage")).hasSize(2);
    nightly(archive, lake);
    assertThat(lake.rows("usage")).hasSize(1);
    assertThat(lake.digests()).isEqualTo(first);

    List<String> history =
        Ran.here("history", "--lake", lake.root(), "--format", "csv").done().out().lines().toList();
    assertThat(history.get(0))
        .isEqualTo(
            "generation,made_at,facts_version,tables,rows,usage_rows,sessions,bytes,"
                + "changed_bytes,forgets,folder,is_published");
    assertThat(history).hasSize(4);
    assertThat(history.get(2)).startsWith("2,").contains(",2,").endsWith(",false");
    assertThat(history.get(3)).startsWith("3,").endsWith(",true");

    // The facts of the second are gone: it is not to be had any more, and nothing changes.
    for (Place file : base.find(2).orElseThrow().paths(Part.FACTS)) {
      file.deleteAll();
    }
    Ran refused = Ran.here("restore", "--to", 2, "--lake", lake.root());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("The facts of generation 2 are gone");
    assertThat(lake.rows("usage")).hasSize(1);
  }

  private static void nightly(Path archive, Lake lake) {
    lake.run("nightly", archive).done();
  }
}
