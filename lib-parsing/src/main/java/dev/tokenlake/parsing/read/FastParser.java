package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.read.JsonBytes.Unsure;

/**
 * Reads lines that are one sound record, from bytes. It says what {@link ExactParser} would say, or
 * that it is not sure.
 */
final class FastParser {
  private final JsonBytes json = new JsonBytes();
  private final FastRecord record = FastRecord.of(json);
  private RecordDraft draft = new RecordDraft();
  private String type = "";

  /** What a line turned out to be. */
  enum Answer {
    /** One record whose {@link #draft} is wanted. */
    WANTED,
    /** One record of which only the {@link #type} is wanted. */
    UNWANTED,
    /** The exact parser has to tell, or more bytes have to be read. */
    UNSURE
  }

  RecordDraft draft() {
    return draft;
  }

  /** May be null, as in a draft. */
  String type() {
    return type;
  }

  /** Reads a line, and finds its end by that. */
  Answer parse(Line line, FileTally tally) {
    json.open(line, line.from);
    try {
      record.read();
      if (!atNewline(line)) {
        return Answer.UNSURE;
      }
      boolean wanted = record.givesEntry();
      if (!wanted && !tally.wants(record.sessionId(), record.cwd())) {
        type = record.type();
        return Answer.UNWANTED;
      }
      draft = record.draft(line);
      return Answer.WANTED;
    } catch (Unsure e) {
      return Answer.UNSURE;
    }
  }

  private boolean atNewline(Line line) {
    int at = json.at;
    while (LineParser.isWhite(line.bytes[at])) {
      at++;
    }
    if (line.bytes[at] != '\n' || (at == line.windowEnd && !line.endKnown)) {
      return false;
    }
    if (!line.endKnown) {
      line.to = at;
      line.endKnown = true;
      line.terminated = true;
    }
    return true;
  }
}
