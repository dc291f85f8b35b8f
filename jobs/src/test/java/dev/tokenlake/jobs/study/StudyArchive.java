package dev.tokenlake.jobs.study;

import dev.tokenlake.jobs.study.StudyCells.Cell;
import dev.tokenlake.jobs.study.StudyCells.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An archive of session logs that gives the study's tables back, and the commits beside it. */
public final class StudyArchive {

  /**
   * Commits made on one day.
   *
   * @param date in UTC
   */
  public record Commits(LocalDate date, int count) {}

  private final List<StudyTables.Week> weeks = StudyTables.weeks();
  private final LocalDate firstDay = StudyTables.day("first_day");
  private final LocalDate lastDay = StudyTables.day("last_day");

  /** Writes the archive in the layout of {@code ~/.claude} below a folder. */
  public void write(Path out) throws IOException {
    List<Cell> cells = StudyCells.solve();
    List<StudySession> sessions = new ArrayList<>();
    for (int week = 0; week < weeks.size(); week++) {
      List<StudySession> ofWeek = sessions(week, sessions.size());
      for (Cell cell : cells) {
        if (cell.week() == week) {
          share(cell, ofWeek);
        }
      }
      sessions.addAll(ofWeek);
    }
    int answered = sessions.size();
    long files = StudyTables.total("session_files");
    for (int number = answered; number < files; number++) {
      sessions.add(new StudySession(number, sessions.get(number % answered).day()));
    }
    for (StudySession session : sessions) {
      session.write(out);
    }
  }

  /** Commits per Monday. */
  public SortedMap<LocalDate, Integer> commitsPerWeek() {
    SortedMap<LocalDate, Integer> commits = new TreeMap<>();
    weeks.forEach(week -> commits.put(week.start(), week.commits()));
    return commits;
  }

  /** The same commits, spread over the days of their weeks. */
  public List<Commits> commits() {
    List<Commits> commits = new ArrayList<>();
    for (Map.Entry<LocalDate, Integer> week : commitsPerWeek().entrySet()) {
      List<LocalDate> days = days(week.getKey());
      long[] counts = Shares.even(week.getValue(), days.size());
      for (int i = 0; i < counts.length; i++) {
        commits.add(new Commits(days.get(i), Math.toIntExact(counts[i])));
      }
    }
    return commits;
  }

  /** Days of a week that the study covers. */
  private List<LocalDate> days(LocalDate monday) {
    return monday
        .datesUntil(monday.plusDays(7))
        .filter(day -> !day.isBefore(firstDay) && !day.isAfter(lastDay))
        .toList();
  }

  private List<StudySession> sessions(int week, int firstNumber) {
    int count = weeks.get(week).sessions();
    List<LocalDate> days = days(weeks.get(week).start());
    List<StudySession> sessions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sessions.add(new StudySession(firstNumber + i, days.get(i * days.size() / count)));
    }
    return sessions;
  }

  /** Gives the responses of a cell, in turn, to the sessions that may use its model. */
  private static void share(Cell cell, List<StudySession> ofWeek) {
    Release release = cell.release();
    List<StudySession> sessions =
        ofWeek.stream().filter(session -> !session.day().isBefore(release.since)).toList();
    int count = cell.responses();
    if (count == 0) {
      return;
    }
    long[] inputs = Shares.even(cell.input(), count);
    long[] outputs = Shares.even(cell.output(), count);
    long[] writes = Shares.even(cell.cacheWrite(), count);
    long[] reads = Shares.even(cell.cacheRead(), count);
    for (int i = 0; i < count; i++) {
      sessions
          .get(i % sessions.size())
          .add(new StudySession.Response(release, inputs[i], outputs[i], writes[i], reads[i]));
    }
  }
}
