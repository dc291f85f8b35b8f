package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.LogEntry;
import dev.tokenlake.parsing.entry.LoggedUsage;
import dev.tokenlake.parsing.entry.ResponseEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads one log after the other, from streams of their unpacked bytes. */
final class LogScan {
  private final LineSplitter splitter;
  private final LineParser parser;
  private FileTally tally = new FileTally();

  /**
   * @param fastFirst as in {@link LineParser}
   */
  LogScan(boolean fastFirst) {
    this(fastFirst, LineSplitter.LONGEST_HELD, LongLine.KEPT_OF_STRING);
  }

  /** With limits that let tests reach them on short lines, as in {@link LineSplitter}. */
  LogScan(boolean fastFirst, int longestHeld, int keptOfString) {
    splitter = new LineSplitter(longestHeld, keptOfString);
    parser = new LineParser(fastFirst);
  }

  /** Reads a log to the end of its stream. What goes wrong with the stream is told to the sink. */
  void scan(LogFile file, InputStream in, EntrySink sink) {
    tally = new FileTally();
    splitter.open(in, 0, 0);
    sink.begin(file);
    lines(sink);
    sink.end(tally.outcome(splitter.bytes()));
  }

  /** Reads a log that is not packed, from its start or from a mark whose print it bears. */
  void scan(LogFile file, RawFile raw, Optional<ReadMark> from, EntrySink sink) throws IOException {
    Optional<FilePrint> before = sink.wantsMarks() ? Optional.of(raw.print()) : Optional.empty();
    tally = from.map(FileTally::new).orElseGet(FileTally::new);
    long offset = tally.lineEnd();
    raw.skipTo(offset);
    splitter.open(raw, offset, from.map(ReadMark::lines).orElse(0L));
    sink.begin(file);
    boolean whole = lines(sink);
    if (whole && before.isPresent()) {
      mark(raw, before.get()).ifPresent(sink::mark);
    }
    sink.end(tally.outcome(splitter.bytes()));
  }

  /** Where to read on; absent where the file is not what it was when it was opened. */
  private Optional<ReadMark> mark(RawFile raw, FilePrint before) {
    try {
      FilePrint print = FilePrint.of(raw.channel(), tally.lineEnd());
      return before.stillBegins(raw.channel()) ? tally.mark(print) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads all lines; false when it had to end before the log did. */
  private boolean lines(EntrySink sink) {
    while (true) {
      try {
        if (!next()) {
          return true;
        }
      } catch (IOException e) {
        sink.refuse(new Reject(0, 0, splitter.bytes(), ReadFailure.reason(e)));
        return false;
      }
      line(splitter.line(), sink);
    }
  }

  /** Reads a line; false at the end. */
  private boolean next() throws IOException {
    if (!splitter.next()) {
      return false;
    }
    Line line = splitter.line();
    if (!parser.quickly(line, tally)) {
      boolean grown = splitter.findEnd();
      if (!grown || !parser.quickly(line, tally)) {
        parser.exactly(line);
      }
    }
    splitter.leave();
    return true;
  }

  private void line(Line line, EntrySink sink) {
    if (!line.terminated && !parser.whole()) {
      return;
    }
    if (line.terminated) {
      tally.completeUpTo(line.offset + line.length() + 1);
    }
    switch (parser.verdict()) {
      case BLANK -> tally.blank();
      case UNWANTED -> tally.ignored(parser.unwantedType());
      case REFUSED -> refuse(line, parser.problem(), sink);
      default -> records(line, sink);
    }
  }

  private void records(Line line, EntrySink sink) {
    for (RecordDraft record : parser.records()) {
      if (!EntryFactory.isCountable(record)) {
        refuse(line, RejectReason.BAD_NUMBER, sink);
        return;
      }
    }
    boolean useful = false;
    int odd = 0;
    for (RecordDraft record : parser.records()) {
      if (tally.needsTimestamp()) {
        tally.timestamp(EntryFactory.timestamp(record));
      }
      Optional<LogEntry> entry = EntryFactory.entry(record, line.ref());
      boolean first = tally.firstOfSession(record.sessionId, record.cwd);
      if (entry.isPresent()) {
        useful = true;
        odd += anomalies(entry.get());
        sink.accept(entry.get());
      } else if (first) {
        sink.sessionSeen(EntryFactory.envelope(record, line.ref()));
      }
    }
    if (useful) {
      tally.entry(parser.damaged(), odd);
    } else if (parser.whole()) {
      tally.ignored(parser.records().get(0).type);
    } else {
      refuse(line, parser.problem(), sink);
    }
  }

  private void refuse(Line line, RejectReason reason, EntrySink sink) {
    tally.rejected();
    sink.refuse(new Reject(line.number, line.offset, line.length(), reason));
  }

  private static int anomalies(LogEntry entry) {
    return entry instanceof ResponseEntry response
        ? response.usage().map(LoggedUsage::anomalies).orElse(0)
        : 0;
  }
}
