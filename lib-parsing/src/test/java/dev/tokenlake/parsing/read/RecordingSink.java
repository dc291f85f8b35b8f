package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Keeps all it is told, for one file or many. */
class RecordingSink implements EntrySink {
  final List<Told> files = new ArrayList<>();
  private final boolean wantsMarks;

  RecordingSink() {
    this(false);
  }

  RecordingSink(boolean wantsMarks) {
    this.wantsMarks = wantsMarks;
  }

  /** What was told of one file. */
  static final class Told {
    final LogFile file;
    final List<LogEntry> entries = new ArrayList<>();
    final List<Envelope> seen = new ArrayList<>();
    final List<Reject> rejects = new ArrayList<>();
    final List<ReadMark> marks = new ArrayList<>();
    FileOutcome outcome;

    Told(LogFile file) {
      this.file = file;
    }

    <T extends LogEntry> List<T> entries(Class<T> type) {
      return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<RejectReason> reasons() {
      return rejects.stream().map(Reject::reason).toList();
    }
  }

  Told only() {
    if (files.size() != 1) {
      throw new IllegalStateException("Files told of: " + files.size());
    }
    return files.get(0);
  }

  private Told last() {
    return files.get(files.size() - 1);
  }

  @Override
  public void begin(LogFile file) {
    files.add(new Told(file));
  }

  @Override
  public void accept(LogEntry entry) {
    last().entries.add(entry);
  }

  @Override
  public void sessionSeen(Envelope envelope) {
    last().seen.add(envelope);
  }

  @Override
  public void refuse(Reject reject) {
    last().rejects.add(reject);
  }

  @Override
  public boolean wantsMarks() {
    return wantsMarks;
  }

  @Override
  public void mark(ReadMark mark) {
    last().marks.add(mark);
  }

  @Override
  public void end(FileOutcome outcome) {
    last().outcome = outcome;
  }
}
