package dev.tokenlake.parsing.read;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Counts what becomes of the lines of one file. */
final class FileTally {
  private static final int MOST_TYPES = 100;
  private static final int MOST_SESSIONS = 100_000;

  /** Beyond, a mark would cost more than it saves. */
  private static final int MOST_SESSIONS_MARKED = 1_000;

  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String NO_TYPE = "(none)";
  private static final String BLANK = "(blank)";
  private static final String OTHER = "(other)";

  private final Map<String, Long> ignored = new HashMap<>();
  private final Set<String> types = new HashSet<>();
  private final Set<String> sessions = new HashSet<>();
  private final long linesBefore;
  private long newlines;
  private long lines;
  private long entries;
  private long rejected;
  private long salvaged;
  private long anomalies;
  private long lineEnd;
  private Optional<Instant> firstTimestamp = Optional.empty();

  /** A tally of a file from its start. */
  FileTally() {
    linesBefore = 0;
  }

  /** A tally of what stands behind a mark; it counts that part alone. */
  FileTally(ReadMark mark) {
    types.addAll(mark.ignoredTypes());
    sessions.addAll(mark.sessions());
    linesBefore = mark.lines();
    newlines = mark.lines();
    lineEnd = mark.offset();
    firstTimestamp = mark.firstTimestamp();
  }

  void entry(boolean wasDamaged, int oddNumbers) {
    lines++;
    entries++;
    salvaged += wasDamaged ? 1 : 0;
    anomalies += oddNumbers;
  }

  void blank() {
    lines++;
    count(BLANK);
  }

  void ignored(String type) {
    lines++;
    count(label(type));
  }

  private void count(String label) {
    if (ignored.merge(label, 1L, Long::sum) == 1) {
      types.add(label);
    }
  }

  void rejected() {
    lines++;
    rejected++;
  }

  /** A newline was met: up to here the file never needs to be read again. */
  void completeUpTo(long offset) {
    newlines++;
    lineEnd = offset;
  }

  boolean needsTimestamp() {
    return firstTimestamp.isEmpty();
  }

  /** Whether a record is wanted although it gives no entry. */
  boolean wants(String sessionId, String cwd) {
    return needsTimestamp() || isNew(sessionId, cwd);
  }

  void timestamp(Optional<Instant> timestamp) {
    firstTimestamp = firstTimestamp.or(() -> timestamp);
  }

  /** Whether this is the first record of a session that names a working directory. */
  boolean firstOfSession(String sessionId, String cwd) {
    return isNew(sessionId, cwd) && sessions.add(sessionId);
  }

  private boolean isNew(String sessionId, String cwd) {
    return sessionId != null
        && cwd != null
        && !sessionId.isEmpty()
        && !cwd.isEmpty()
        && sessions.size() < MOST_SESSIONS
        && !sessions.contains(sessionId);
  }

  /** Byte behind the last newline. */
  long lineEnd() {
    return lineEnd;
  }

  /**
   * Where to read on, if that gives what reading from the start would.
   *
   * @param print of the file up to {@link #lineEnd}
   */
  Optional<ReadMark> mark(FilePrint print) {
    boolean countsUnterminated = lines > newlines - linesBefore;
    if (countsUnterminated || sessions.size() > MOST_SESSIONS_MARKED) {
      return Optional.empty();
    }
    return Optional.of(
        new ReadMark(
            print, newlines, firstTimestamp, new TreeSet<>(sessions), new TreeSet<>(types)));
  }

  FileOutcome outcome(long bytes) {
    return new FileOutcome(
        lines,
        entries,
        ignored,
        rejected,
        salvaged,
        bytes,
        lineEnd,
        bytes - lineEnd,
        anomalies,
        firstTimestamp);
  }

  /** A type is text out of a log: what is not spelled like one is not shown. */
  private String label(String type) {
    if (type == null) {
      return NO_TYPE;
    }
    if (types.contains(type)) {
      return type;
    }
    return types.size() < MOST_TYPES && TYPE.matcher(type).matches() ? type : OTHER;
  }
}
