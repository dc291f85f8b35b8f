package dev.tokenlake.parsing.read;

/** Why a line, or a whole file, was refused. */
public enum RejectReason {
  /** The line is no JSON object, and no part of it could be saved. */
  NOT_JSON,
  /** The JSON ends in the middle. */
  TRUNCATED,
  /** JSON, but not an object. */
  NOT_AN_OBJECT,
  /** Longer than the reader's cap. */
  TOO_LONG,
  /** Nested deeper than the reader's cap. */
  TOO_DEEP,
  /** A count in a usage beyond 10^12, which no request can have. */
  BAD_NUMBER,
  /** The file could not be opened or read on. */
  UNREADABLE_FILE,
  /** The compressed stream is damaged; what came before it is kept. */
  DAMAGED_ARCHIVE,
  /** Unpacks to more than the reader's cap allows. */
  TOO_LARGE_UNPACKED
}
