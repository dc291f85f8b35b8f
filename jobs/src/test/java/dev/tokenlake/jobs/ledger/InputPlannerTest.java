package dev.tokenlake.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.ledger.InputPlan.News;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night decides to read, for every way in which a log can differ from what is known. */
class InputPlannerTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T02:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-03-02T02:00:00Z");

  /** Plans do not look into marks. */
  private static final Optional<String> MARK = Optional.of("a mark");

  @TempDir private Path archive;

  private Ledger ledger = Ledger.EMPTY;

  @BeforeEach
  void twoLogsThatWereReadLastNight() throws IOException {
    write("a.jsonl", "{\"a\":1}\n{\"a\":2}\n");
    write("b.jsonl", "{\"b\":11}\n{\"b\":22}\n{\"b\":33}\n");
    night();
  }

  @Test
  void whatIsAsItWasIsNotRead() {
    InputPlan plan = plan();

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.news()).isEqualTo(new News(2, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aTouchedLogIsOnlyNoted() throws IOException {
    Files.setLastModifiedTime(archive.resolve("a.jsonl"), FileTime.from(SECOND));

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(1, 1, 0, 0, 0, 0, 0));
    assertThat(plan.readings()).isEmpty();
    assertThat(plan.records().get(0).observed().look().orElseThrow().modified()).isEqualTo(SECOND);
    ledger = ledger.with(plan.records());
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aGrownLogIsReadOnFromItsMark() throws IOException {
    append("a.jsonl", "{\"a\":3}\n");

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(1, 0, 0, 0, 1, 0, 0));
    assertThat(plan.readings())
        .extracting(PlannedInput::markText, PlannedInput::epoch)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a mark", 1));
  }

  @Test
  void aRewriteOfTheSameLengthAndTimeIsReadAgainFromItsStart() throws IOException {
    Path file = archive.resolve("b.jsonl");
    FileTime time = Files.getLastModifiedTime(file);
    write("b.jsonl", "{\"b\":11}\n{\"b\":99}\n{\"b\":33}\n");
    Files.setLastModifiedTime(file, time);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(1, 0, 0, 0, 0, 1, 0));
    assertThat(plan.readings())
        .extracting(PlannedInput::markText, PlannedInput::epoch)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("", 2));
  }

  @Test
  void aLogThatWasCutOrGrewOnAnotherBeginningIsReadAgainFromItsStart() throws IOException {
    write("a.jsonl", "{\"a\":1}\n");
    write("b.jsonl", "{\"b\":11}\n{\"b\":99}\n{\"b\":33}\n{\"b\":44}\n");

    assertThat(plan().news()).isEqualTo(new News(0, 0, 0, 0, 0, 2, 0));
  }

  @Test
  void aDeletedLogIsNotedOnceAndRecognisedWhenItComesBack() throws IOException {
    byte[] content = Files.readAllBytes(archive.resolve("a.jsonl"));
    Files.delete(archive.resolve("a.jsonl"));

    InputPlan gone = plan();
    assertThat(gone.news()).isEqualTo(new News(1, 0, 0, 0, 0, 0, 1));
    assertThat(gone.records().get(0).deletedAt()).contains(SECOND);
    ledger = ledger.with(gone.records());
    assertThat(plan().isEmpty()).isTrue();

    Files.write(archive.resolve("a.jsonl"), content);
    InputPlan back = plan();
    assertThat(back.news()).isEqualTo(new News(1, 1, 0, 0, 0, 0, 0));
    assertThat(back.records().get(0).deletedAt()).isEmpty();
  }

  @Test
  void aRenamedLogIsReadUnderItsNewNameAndItsOldFactsDie() throws IOException {
    Files.move(archive.resolve("a.jsonl"), archive.resolve("c.jsonl"));

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(1, 0, 0, 1, 0, 0, 0));
    ledger = ledger.with(ledger.after(plan, readings(plan), SECOND));
    InputRecord old = ledger.of(new InputName("laptop", "a.jsonl")).orElseThrow();
    assertThat(old.isDead()).isTrue();
    assertThat(old.deletedAt()).contains(SECOND);
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aLogThatMovedToAnotherFolderAndGrewIsRecognisedByItsBeginning() throws IOException {
    Files.createDirectories(archive.resolve("moved"));
    Files.move(archive.resolve("a.jsonl"), archive.resolve("moved/a.jsonl"));
    append("moved/a.jsonl", "{\"a\":3}\n");

    assertThat(plan().news()).isEqualTo(new News(1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void theOldFactsLiveOnWhenTheRenamedLogCouldNotBeReadWhole() throws IOException {
    Files.move(archive.resolve("a.jsonl"), archive.resolve("c.jsonl"));
    InputPlan plan = plan();
    Ledger.Reading failed =
        new Ledger.Reading(
            new InputName("laptop", "c.jsonl"),
            1,
            new Observation(Optional.empty(), Optional.empty()),
            Optional.empty(),
            false,
            LineCounts.NONE);

    ledger = ledger.with(ledger.after(plan, List.of(failed), SECOND));

    InputRecord old = ledger.of(new InputName("laptop", "a.jsonl")).orElseThrow();
    assertThat(old.isDead()).isFalse();
    assertThat(old.deletedAt()).contains(SECOND);
    assertThat(plan().news().rewritten()).isEqualTo(1);
  }

  @Test
  void aLogThatComesBackUnderTheNameOfAMovedOneIsANewEpoch() throws IOException {
    Files.move(archive.resolve("a.jsonl"), archive.resolve("c.jsonl"));
    InputPlan moved = plan();
    ledger = ledger.with(ledger.after(moved, readings(moved), SECOND));
    write("a.jsonl", "{\"a\":1}\n{\"a\":2}\n");

    InputPlan plan = plan();

    assertThat(plan.readings())
        .extracting(PlannedInput::epoch, PlannedInput::markText)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(2, ""));
    ledger = ledger.with(ledger.after(plan, readings(plan), SECOND));
    InputRecord back = ledger.of(new InputName("laptop", "a.jsonl")).orElseThrow();
    assertThat(back.deadEpochs()).isEqualTo(1);
    assertThat(back.isDead()).isFalse();
  }

  @Test
  void logsOfAnArchiveThatWasNotLookedThroughAreNotMissed() {
    InputPlan plan = new InputPlanner(ledger, SECOND).plan(List.of(), Set.of("another"));

    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void aRebuildReadsEverythingFromItsStart() {
    InputPlan plan = new InputPlanner(ledger, SECOND).planAll(found(), Set.of("laptop"));

    assertThat(plan.readings()).extracting(PlannedInput::epoch).containsExactly(2, 2);
    assertThat(plan.readings()).allSatisfy(read -> assertThat(read.markText()).isEmpty());
  }

  private void night() {
    InputPlan plan = new InputPlanner(ledger, FIRST).plan(found(), Set.of("laptop"));
    ledger = ledger.with(ledger.after(plan, readings(plan), FIRST));
  }

  private InputPlan plan() {
    return new InputPlanner(ledger, SECOND).plan(found(), Set.of("laptop"));
  }

  private List<LogInput> found() {
    return new LogFinder().find(List.of(new ArchiveRoot("laptop", archive))).inputs();
  }

  /** Readings as a night would report them, each input read whole. */
  private static List<Ledger.Reading> readings(InputPlan plan) {
    List<Ledger.Reading> readings = new ArrayList<>();
    for (PlannedInput planned : plan.readings()) {
      Observation observed = Observation.around(planned.input(), () -> {});
      readings.add(
          new Ledger.Reading(
              planned.name(), planned.epoch(), observed, MARK, false, LineCounts.NONE));
    }
    return readings;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(archive.resolve(name), text, StandardCharsets.UTF_8);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(
        archive.resolve(name), text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }
}
