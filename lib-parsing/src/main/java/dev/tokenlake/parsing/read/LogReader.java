package dev.tokenlake.parsing.read;

import dev.tokenlake.parsing.discover.LogInput;

/** Reads an input and tells a sink of every log in it. One reader serves one thread. */
public final class LogReader {

  /** Reads to the length seen at open. Never throws for what the input holds or becomes. */
  public void read(LogInput input, EntrySink sink) {
    // the reader is being written
  }
}
