package dev.tokenlake.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenlake.jobs.ledger.InputPlan.News;
import dev.tokenlake.parsing.count.FileMark;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.Discovery;
import dev.tokenlake.parsing.discover.Discovery.SkipReason;
import dev.tokenlake.parsing.discover.Discovery.Skipped;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.read.FilePrint;
import dev.tokenlake.parsing.read.ReadMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night decides to read, for every way in which a log can differ from what is known. */
class InputPlannerTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T02:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-03-02T02:00:00Z");

  private static final String MARK_TEXT =
      MarkText.of(
          new FileMark(
              new ReadMark(
                  new FilePrint(20, "0".repeat(64), "0".repeat(64)),
                  2,
                  Optional.empty(),
                  new TreeSet<>(),
                  new TreeSet<>()),
              Optional.empty(),
              "s",
              "s",
              new TreeSet<>()));

  private static final Optional<String> MARK = Optional.of(MARK_TEXT);

  private static final InputName A = new InputName("laptop", "a.jsonl");
  private static final LineCounts LINES = new LineCounts(1, 20, 20, 2, 2, 0, 0, 0);
  private static final Observation UNREAD = new Observation(Optional.empty(), Optional.empty());

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
  void aGrownLogWhoseMarkNobodyUnderstandsIsReadFromItsStart() throws IOException {
    InputRecord known = ledger.of(A).orElseThrow();
    ledger =
        ledger.with(
            List.of(
                new InputRecord(
                    A,
                    A,
                    1,
                    0,
                    known.observed(),
                    Optional.of("{\"of\": \"a later program\"}"),
                    LINES,
                    FIRST,
                    FIRST,
                    Optional.empty())));
    append("a.jsonl", "{\"a\":3}\n");

    assertThat(plan().readings())
        .extracting(PlannedInput::markText, PlannedInput::epoch)
        .containsExactly(tuple("", 2));
  }

  @Test
  void aGrownLogIsReadOnFromItsMark() throws IOException {
    append("a.jsonl", "{\"a\":3}\n");

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(1, 0, 0, 0, 1, 0, 0));
    assertThat(plan.readings())
        .extracting(PlannedInput::markText, PlannedInput::epoch)
        .containsExactly(tuple(MARK_TEXT, 1));
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
        .containsExactly(tuple("", 2));
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
  void aRenamedLogStaysTheSameInputAndIsReadUnderItsNewName() throws IOException {
    move("a.jsonl", "c.jsonl");

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(1, 0, 0, 1, 0, 0, 0));
    assertThat(plan.readings())
        .extracting(PlannedInput::name, PlannedInput::epoch)
        .containsExactly(tuple(A, 2));
    commit(plan);
    assertThat(ledger.records()).hasSize(2);
    assertThat(ledger.of(A).orElseThrow().place()).isEqualTo(new InputName("laptop", "c.jsonl"));
    assertThat(ledger.of(A).orElseThrow().deletedAt()).isEmpty();
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aLogThatIsRenamedBackIsStillTheSameInput() throws IOException {
    move("a.jsonl", "c.jsonl");
    commit(plan());
    move("c.jsonl", "a.jsonl");

    InputPlan plan = plan();

    assertThat(plan.news().moved()).isEqualTo(1);
    commit(plan);
    assertThat(ledger.records()).hasSize(2);
    assertThat(ledger.of(A).orElseThrow().epoch()).isEqualTo(3);
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aRenamedLogAndANewOneInItsPlaceAreTwoInputs() throws IOException {
    move("a.jsonl", "c.jsonl");
    write("a.jsonl", "{\"x\":1}\n");

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(1, 0, 1, 1, 0, 0, 0));
    commit(plan);
    assertThat(ledger.records()).hasSize(3);
    assertThat(ledger.of(A).orElseThrow().place().input()).isEqualTo("c.jsonl");
    assertThat(plan().isEmpty()).isTrue();

    Files.delete(archive.resolve("a.jsonl"));
    commit(plan());
    write("a.jsonl", "{\"y\":1}\n{\"y\":2}\n");
    assertThat(plan().news()).isEqualTo(new News(2, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void logsThatChangePlacesStayWhatTheyAre() throws IOException {
    move("a.jsonl", "between");
    move("b.jsonl", "a.jsonl");
    move("between", "b.jsonl");

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(0, 0, 0, 2, 0, 0, 0));
    commit(plan);
    assertThat(ledger.of(A).orElseThrow().place().input()).isEqualTo("b.jsonl");
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aLogThatIsMovedOverAnotherLeavesThatOneGone() throws IOException {
    move("a.jsonl", "b.jsonl");

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(0, 0, 0, 1, 0, 0, 1));
    commit(plan);
    assertThat(plan().isEmpty()).isTrue();
    // It comes back elsewhere.
    write("c.jsonl", "{\"b\":11}\n{\"b\":22}\n{\"b\":33}\n");
    assertThat(plan().news()).isEqualTo(new News(1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void ofFilesThatBeginAlikeEachIsTheInputItHoldsMostOf() throws IOException {
    for (String folder : List.of("d", "e", "m", "n")) {
      Files.createDirectories(archive.resolve(folder));
    }
    write("d/full.jsonl", "{\"c\":1}\n");
    write("e/full.jsonl", "{\"c\":1}\n{\"d\":1}\n");
    commit(plan());
    move("d/full.jsonl", "n/full.jsonl");
    move("e/full.jsonl", "m/full.jsonl");
    append("m/full.jsonl", "{\"e\":1}\n");

    InputPlan plan = plan();

    assertThat(plan.news()).isEqualTo(new News(2, 0, 0, 2, 0, 0, 0));
    assertThat(plan.readings())
        .extracting(read -> read.input().name(), read -> read.name().input())
        .containsExactlyInAnyOrder(
            tuple("m/full.jsonl", "e/full.jsonl"), tuple("n/full.jsonl", "d/full.jsonl"));
  }

  @Test
  void aLogThatMovedToAnotherFolderAndGrewIsRecognisedByItsBeginning() throws IOException {
    Files.createDirectories(archive.resolve("moved"));
    Files.move(archive.resolve("a.jsonl"), archive.resolve("moved/a.jsonl"));
    append("moved/a.jsonl", "{\"a\":3}\n");

    assertThat(plan().news()).isEqualTo(new News(1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void aRenamedLogThatChangesWhileItIsReadStaysTheSameInput() throws IOException {
    move("a.jsonl", "c.jsonl");
    InputPlan plan = plan();
    Observation changed = new Observation(Optional.of(look("c.jsonl")), Optional.empty());

    commit(plan, reading(plan, changed, LINES));

    assertThat(ledger.records()).hasSize(2);
    InputPlan next = plan();
    assertThat(next.news()).isEqualTo(new News(1, 0, 0, 0, 0, 1, 0));
    assertThat(next.readings())
        .extracting(PlannedInput::name, PlannedInput::epoch)
        .containsExactly(tuple(A, 3));
  }

  @Test
  void aRenamedLogThatCannotBeReadIsMissedUntilItCan() throws IOException {
    move("a.jsonl", "c.jsonl");
    InputPlan plan = plan();

    commit(plan, reading(plan, UNREAD, LineCounts.NONE));

    InputRecord missed = ledger.of(A).orElseThrow();
    assertThat(missed.place()).isEqualTo(A);
    assertThat(missed.epoch()).isEqualTo(1);
    assertThat(missed.deletedAt()).contains(SECOND);
    assertThat(plan().news()).isEqualTo(new News(1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void aLogThatWentBeforeItWasReadIsMissed() throws IOException {
    append("a.jsonl", "{\"a\":3}\n");
    InputPlan plan = plan();
    Files.delete(archive.resolve("a.jsonl"));

    commit(plan, List.of());

    InputPlan next = plan();
    assertThat(next.news()).isEqualTo(new News(1, 0, 0, 0, 0, 0, 1));
    assertThat(next.readings()).isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsReadAgainWhenItCan() throws IOException {
    append("a.jsonl", "{\"a\":3}\n");
    InputPlan plan = plan();

    commit(plan, reading(plan, UNREAD, LineCounts.NONE));

    InputRecord unread = ledger.of(A).orElseThrow();
    assertThat(unread.epoch()).isEqualTo(1);
    assertThat(unread.observed().content()).isPresent();
    assertThat(ledger.anyRefused()).isTrue();
    InputPlan next = plan();
    assertThat(next.readings())
        .extracting(PlannedInput::markText, PlannedInput::epoch)
        .containsExactly(tuple("", 2));
    commit(next);
    assertThat(ledger.anyRefused()).isFalse();
  }

  @Test
  void logsOfAnArchiveThatWasNotLookedThroughAreNotMissed() {
    InputPlan plan =
        new InputPlanner(ledger, SECOND)
            .plan(new Discovery(List.of(), List.of()), Set.of("another"));

    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void logsBelowAFolderThatCouldNotBeListedAreNotMissed() throws IOException {
    write("shut/c.jsonl", "{\"c\":1}\n");
    write("shut-not/d.jsonl", "{\"d\":11}\n");
    night();
    Files.delete(archive.resolve("shut/c.jsonl"));
    Files.delete(archive.resolve("shut-not/d.jsonl"));
    Discovery all = discovery();
    Skipped shut = new Skipped("laptop", "shut", SkipReason.UNREADABLE_FOLDER);

    InputPlan plan =
        new InputPlanner(ledger, SECOND)
            .plan(new Discovery(all.inputs(), List.of(shut)), Set.of("laptop"));

    assertThat(plan.records())
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.place().input()).isEqualTo("shut-not/d.jsonl");
              assertThat(gone.deletedAt()).contains(SECOND);
            });
  }

  @Test
  void anEmptyLogThatIsGoneIsNoOther() throws IOException {
    write("empty.jsonl", "");
    night();
    Files.delete(archive.resolve("empty.jsonl"));
    write("other/empty.jsonl", "");
    write("new.jsonl", "{\"n\":1}\n");

    assertThat(plan().news()).isEqualTo(new News(2, 0, 2, 0, 0, 0, 1));
  }

  @Test
  void aRebuildReadsEverythingFromItsStart() {
    InputPlan plan = new InputPlanner(ledger, SECOND).planAll(discovery(), Set.of("laptop"));

    assertThat(plan.readings()).extracting(PlannedInput::epoch).containsExactly(2, 2);
    assertThat(plan.readings()).allSatisfy(read -> assertThat(read.markText()).isEmpty());
  }

  private void night() {
    InputPlan plan = new InputPlanner(ledger, FIRST).plan(discovery(), Set.of("laptop"));
    ledger = ledger.with(ledger.after(plan, readings(plan), FIRST));
  }

  private void commit(InputPlan plan) {
    commit(plan, readings(plan));
  }

  private void commit(InputPlan plan, List<Ledger.Reading> readings) {
    ledger = ledger.with(ledger.after(plan, readings, SECOND));
  }

  /** A reading of the one input of a plan that came to this. */
  private static List<Ledger.Reading> reading(
      InputPlan plan, Observation observed, LineCounts counts) {
    PlannedInput planned = plan.readings().get(0);
    return List.of(
        new Ledger.Reading(
            planned.name(), planned.epoch(), observed, Optional.empty(), false, counts));
  }

  private Look look(String name) {
    return found().stream()
        .filter(input -> input.name().equals(name))
        .map(Look::of)
        .findFirst()
        .orElseThrow();
  }

  private void move(String from, String to) throws IOException {
    Files.move(archive.resolve(from), archive.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  private InputPlan plan() {
    return new InputPlanner(ledger, SECOND).plan(discovery(), Set.of("laptop"));
  }

  private Discovery discovery() {
    return new LogFinder().find(List.of(new ArchiveRoot("laptop", archive)));
  }

  private List<LogInput> found() {
    return discovery().inputs();
  }

  /** Readings as a night would report them, each input read whole. */
  private static List<Ledger.Reading> readings(InputPlan plan) {
    List<Ledger.Reading> readings = new ArrayList<>();
    for (PlannedInput planned : plan.readings()) {
      Observation observed = Observation.around(planned.input(), () -> {});
      readings.add(
          new Ledger.Reading(planned.name(), planned.epoch(), observed, MARK, false, LINES));
    }
    return readings;
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(archive.resolve(name).getParent());
    Files.writeString(archive.resolve(name), text, StandardCharsets.UTF_8);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(
        archive.resolve(name), text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }
}
