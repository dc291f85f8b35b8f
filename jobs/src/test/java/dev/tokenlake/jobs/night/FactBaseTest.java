package dev.tokenlake.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.forget.ForgetRules;
import dev.tokenlake.jobs.ledger.InputPlan;
import dev.tokenlake.jobs.ledger.InputPlanner;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.ledger.Ledger.Reading;
import dev.tokenlake.jobs.ledger.LineCounts;
import dev.tokenlake.jobs.ledger.Observation;
import dev.tokenlake.jobs.ledger.PlannedInput;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.StoredFile;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night knows of the ledger it committed is what is stored. */
class FactBaseTest {
  private static final List<String> LINES = List.of("{}", "{}");

  @TempDir private Path folder;

  private Path archive;
  private FactBase base;

  @Test
  void theLedgerOfACommitIsTheOneThatIsReadBack() throws IOException {
    archive = Files.createDirectories(folder.resolve("archive"));
    base = new FactBase(new FactStore(Place.of(folder.resolve("facts"))));
    Files.write(archive.resolve("a.jsonl"), LINES);
    Files.write(archive.resolve("b.jsonl"), LINES);
    commitNight(1);
    Files.delete(archive.resolve("a.jsonl"));
    Files.write(archive.resolve("c.jsonl"), List.of("{}"));
    commitNight(2);

    Ledger known = base.ledgerOf(base.latest());

    assertThat(known.records()).hasSize(3);
    assertThat(known.records().values())
        .filteredOn(record -> record.deletedAt().isPresent())
        .hasSize(1);
    assertThat(known).isEqualTo(FactBase.ledger(base.latest()));
    assertThat(base.ledgerOf(base.find(1))).isEqualTo(FactBase.ledger(base.find(1)));
  }

  @Test
  void aRestoredVersionHasTheRulesAndDigestsOfTheLatest() throws IOException {
    base = new FactBase(new FactStore(Place.of(folder.resolve("facts"))));
    ForgetBook book =
        ForgetBook.EMPTY.with(
            new ForgetRules(Optional.empty(), List.of("/home/dev/private"), false), ZoneOffset.UTC);
    Place scratch = Place.of(Files.createDirectories(folder.resolve("scratch")));
    StoredFile rules = base.placeRules(book.settledAs(1), scratch);
    base.change(List.of(rules, placed(Part.FACTS, "a"), placed(Part.FORGOTTEN, "b")), List.of());
    StoredFile since = placed(Part.FORGOTTEN, "c");
    base.change(List.of(placed(Part.FACTS, "d"), since), List.of());
    FactVersion first = base.find(1).orElseThrow();

    base.restore(base.latest().orElseThrow(), first, Optional.empty(), scratch);

    FactVersion restored = base.latest().orElseThrow();
    assertThat(restored.files(Part.FACTS)).isEqualTo(first.files(Part.FACTS));
    assertThat(restored.files(Part.FORGOTTEN))
        .contains(since)
        .containsAll(first.files(Part.FORGOTTEN))
        .hasSize(2);
    assertThat(FactBase.book(Optional.of(restored))).isEqualTo(book.settledAs(1).unsettled());
  }

  /** A file of which only the name matters. */
  private StoredFile placed(Part part, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve(text)).resolve("some.parquet");
    Files.writeString(file, text);
    return base.placeAll(part, Place.of(file.getParent())).get(0);
  }

  private void commitNight(int night) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Ledger ledger = base.ledgerOf(base.latest());
    InputPlan plan =
        new InputPlanner(ledger, now)
            .plan(
                new LogFinder().find(List.of(new ArchiveRoot("laptop", archive))),
                Set.of("laptop"));
    List<Reading> readings = plan.readings().stream().map(FactBaseTest::reading).toList();
    Place scratch = Place.of(Files.createDirectories(folder.resolve("scratch-" + night)));
    base.commit(Optional.empty(), ledger.after(plan, readings, now), scratch);
  }

  private static Reading reading(PlannedInput input) {
    return new Reading(
        input.name(),
        input.epoch(),
        Observation.around(input.input(), () -> {}),
        Optional.of("a mark"),
        false,
        LineCounts.NONE);
  }
}
