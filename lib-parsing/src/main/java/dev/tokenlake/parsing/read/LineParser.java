package dev.tokenlake.parsing.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads all records of a line: one as a rule, several where a newline is missing, and those that
 * can be saved from a line that is damaged.
 */
final class LineParser {
  private final boolean fastFirst;
  private final FastParser fast = new FastParser();
  private final ExactParser exact = new ExactParser();
  private final Splice splice = new Splice(exact);
  private final List<RecordDraft> records = new ArrayList<>();
  private Verdict verdict = Verdict.BLANK;
  private boolean damaged;
  private RejectReason problem = RejectReason.NOT_JSON;

  /**
   * @param fastFirst whether the exact parser reads only what the fast one is not sure of
   */
  LineParser(boolean fastFirst) {
    this.fastFirst = fastFirst;
  }

  /** What became of a line. */
  enum Verdict {
    /** Nothing but white space. */
    BLANK,
    /** One record that only counts by its {@link #unwantedType}. */
    UNWANTED,
    /** Records and nothing else. */
    WHOLE,
    /** Records, and something that is none. */
    PARTLY,
    /** No record. */
    REFUSED
  }

  /** Records of the last line, in order. */
  List<RecordDraft> records() {
    return records;
  }

  /** Whether nothing of the last line was left over. */
  boolean whole() {
    return verdict == Verdict.WHOLE || verdict == Verdict.UNWANTED;
  }

  /** Whether the last line was more, or less, than one record. */
  boolean damaged() {
    return damaged;
  }

  /** Why the last line, or a part of it, is no record. */
  RejectReason problem() {
    return problem;
  }

  /** Type of the record, or null, where it is all that was read. */
  String unwantedType() {
    return fast.type();
  }

  /** What became of the last line. */
  Verdict verdict() {
    return verdict;
  }

  /**
   * Reads a line if it is one sound record, and finds its end by that; says whether it is.
   *
   * @param tally of the file, which knows what is wanted of it
   */
  boolean quickly(Line line, FileTally tally) {
    FastParser.Answer answer =
        fastFirst && line.problem.isEmpty() ? fast.parse(line, tally) : FastParser.Answer.UNSURE;
    if (answer == FastParser.Answer.UNSURE) {
      return false;
    }
    records.clear();
    damaged = false;
    verdict = Verdict.UNWANTED;
    if (answer == FastParser.Answer.WANTED) {
      records.add(fast.draft());
      verdict = Verdict.WHOLE;
    }
    return true;
  }

  /** Reads a line whose end is known, whatever it holds. */
  void exactly(Line line) {
    records.clear();
    damaged = false;
    if (line.problem.isPresent()) {
      verdict = Verdict.REFUSED;
      problem = line.problem.get();
      return;
    }
    int start = skipWhite(line, line.from);
    int from = skipNuls(line, start);
    int at = objects(line, from);
    boolean allRead = at == line.to;
    if (start == line.to) {
      verdict = Verdict.BLANK;
    } else if (allRead && !records.isEmpty()) {
      verdict = Verdict.WHOLE;
    } else {
      records.addAll(splice.recordsBehind(line, at));
      verdict = records.isEmpty() ? Verdict.REFUSED : Verdict.PARTLY;
    }
    damaged = from > start || records.size() > 1 || verdict == Verdict.PARTLY;
  }

  /** Reads objects one after the other; returns the place of the first thing that is none. */
  private int objects(Line line, int from) {
    problem = RejectReason.NOT_JSON;
    int at = from;
    while (at < line.to) {
      if (!exact.parse(line, at)) {
        problem = exact.problem();
        return at;
      }
      records.add(exact.draft());
      at = skipWhite(line, exact.end());
    }
    return at;
  }

  static int skipWhite(Line line, int from) {
    int at = from;
    while (at < line.to && isWhite(line.bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean isWhite(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** A file that was cut and written on holds NULs where its bytes were lost. */
  private static int skipNuls(Line line, int from) {
    int at = from;
    while (at < line.to && line.bytes[at] == 0) {
      at++;
    }
    return at == from ? from : skipWhite(line, at);
  }
}
