package dev.tokenlake.parsing.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import java.io.ByteArrayInputStream;

/** Any bytes at all: nothing is thrown, and the fast reader says what the exact one says. */
class ReaderFuzz {
  @FuzzTest(maxDuration = "60s")
  void fastReaderSaysWhatTheExactOneSays(byte[] log) {
    RecordingSink.Told fast = told(new LogScan(true), log);
    RecordingSink.Told exact = told(new LogScan(false), log);
    if (!fast.entries.equals(exact.entries)
        || !fast.seen.equals(exact.seen)
        || !fast.rejects.equals(exact.rejects)
        || !fast.outcome.equals(exact.outcome)) {
      throw new AssertionError("The readers disagree");
    }
  }

  private static RecordingSink.Told told(LogScan scan, byte[] log) {
    RecordingSink sink = new RecordingSink();
    LogFile file = new LogFile("s", "a.jsonl", FileKind.MAIN);
    scan.scan(file, new ByteArrayInputStream(log), sink);
    return sink.only();
  }
}
