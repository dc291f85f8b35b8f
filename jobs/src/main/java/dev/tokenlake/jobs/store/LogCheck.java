package dev.tokenlake.jobs.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the whole log of the fact table: each file against its checksum, and commits, summaries and
 * checkpoints against each other, so that a change shows where its checksum is gone as well.
 */
public final class LogCheck {
  private static final String CHECK = "log";
  private static final Optional<LogReplay> NOT_KNOWN = Optional.empty();

  private final Place root;
  private final FactStore store;
  private final List<Finding> findings = new ArrayList<>();

  private LogCheck(Place root) {
    this.root = root;
    this.store = new FactStore(root);
  }

  /**
   * What is wrong with a log.
   *
   * @param root folder of the table
   */
  public static List<Finding> of(Place root) {
    LogCheck check = new LogCheck(root);
    check.sums();
    check.numbers();
    check.replay();
    TableLog.unknown(root)
        .forEach(file -> check.add(file, Finding.ORPHAN, "belongs to no commit of the facts"));
    return List.copyOf(check.findings);
  }

  private void add(Place file, String check, String problem) {
    findings.add(new Finding(file.location(), check, problem));
  }

  private void sums() {
    for (Place file : root.resolve(TableLog.FOLDER).children()) {
      Place sum = TableLog.sum(root, file);
      try {
        if (file.isFile() && sum.isFile() && !HadoopSum.fits(file, sum)) {
          add(file, "checksum", "has other bytes than were written, or its .crc has");
        }
      } catch (UncheckedIOException e) {
        add(file, "checksum", "cannot be read");
      }
    }
  }

  private void numbers() {
    List<Long> numbers = TableLog.commits(root).boxed().toList();
    for (int i = 1; i < numbers.size(); i++) {
      for (long gone = numbers.get(i - 1) + 1; gone < numbers.get(i); gone++) {
        add(TableLog.commit(root, gone), CHECK, "is missing");
      }
    }
    if (!numbers.isEmpty() && numbers.get(0) > 0 && !hadItsTime(numbers.get(0))) {
      add(TableLog.commit(root, numbers.get(0) - 1), CHECK, "is missing, as may be others before");
    }
    TableLog.ofLostCommits(root)
        .forEach(file -> add(file, CHECK, "tells of a commit that is missing"));
  }

  /** Whether a commit is so old that those before it may have been removed. */
  private boolean hadItsTime(long first) {
    try {
      return LogReplay.actions(TableLog.commit(root, first)).stream()
          .map(action -> action.at("/commitInfo/timestamp"))
          .filter(JsonNode::isNumber)
          .map(time -> Instant.ofEpochMilli(time.asLong()))
          .anyMatch(Instant.now().minus(FactStore.LOG_KEPT)::isAfter);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private void replay() {
    Optional<LogReplay> state = Optional.of(LogReplay.EMPTY);
    Optional<LogSummary> noted = Optional.empty();
    long next = 0;
    for (long number : TableLog.commits(root).toArray()) {
      Optional<List<JsonNode>> actions = actions(number);
      boolean follows = number == next && actions.isPresent();
      state = follows ? state.flatMap(before -> after(before, actions.get(), number)) : NOT_KNOWN;
      Optional<LogSummary> due =
          follows ? noted.map(n -> n.after(actions.get())) : Optional.empty();
      noted = summary(TableLog.summary(root, number), due);
      Place checkpoint = TableLog.checkpoint(root, number);
      if (checkpoint.isFile()) {
        ParquetCheck.problem(checkpoint).ifPresent(problem -> add(checkpoint, "pages", problem));
        state = compared(checkpoint, number, state);
      }
      next = number + 1;
    }
    if (next > 0) {
      compared(root, next - 1, state);
    }
  }

  private Optional<List<JsonNode>> actions(long number) {
    Place commit = TableLog.commit(root, number);
    try {
      return Optional.of(LogReplay.actions(commit));
    } catch (IOException | UncheckedIOException e) {
      add(commit, CHECK, "is not readable as a commit");
      return Optional.empty();
    }
  }

  private Optional<LogReplay> after(LogReplay before, List<JsonNode> actions, long number) {
    try {
      return Optional.of(before.after(actions));
    } catch (IllegalArgumentException e) {
      add(TableLog.commit(root, number), CHECK, "does not follow the commits before it");
      return NOT_KNOWN;
    }
  }

  /** What Delta reads of a version, compared with the commits where these are known. */
  private Optional<LogReplay> compared(Place told, long number, Optional<LogReplay> state) {
    try {
      LogReplay read = LogReplay.of(store.at(number));
      if (state.filter(known -> !known.equals(read)).isPresent()) {
        add(told, CHECK, "has other files of facts than the commits up to %d".formatted(number));
      }
      return Optional.of(read);
    } catch (RuntimeException e) {
      add(told, CHECK, "cannot be read as of commit %d".formatted(number));
      return Optional.empty();
    }
  }

  /** What a note says, compared with what is due where that is known. */
  private Optional<LogSummary> summary(Place note, Optional<LogSummary> due) {
    try {
      Optional<LogSummary> noted = LogSummary.of(note);
      if (noted.isPresent() && due.filter(known -> !known.equals(noted.get())).isPresent()) {
        add(note, CHECK, "counts other files of facts than its commit changed");
      }
      return noted;
    } catch (IOException | UncheckedIOException e) {
      add(note, CHECK, "is not readable");
      return Optional.empty();
    }
  }
}
