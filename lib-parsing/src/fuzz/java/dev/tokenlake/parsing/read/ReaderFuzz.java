package dev.tokenlake.parsing.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

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

  @FuzzTest(maxDuration = "60s")
  void shortenedLinesAreAsManyAsWholeOnes(byte[] log) {
    RecordingSink.Told whole = told(new LogScan(true), log);
    RecordingSink.Told low = told(new LogScan(true, 100, 70), log);
    if (low.outcome.bytes() != whole.outcome.bytes()
        || low.outcome.offset() != whole.outcome.offset()
        || low.outcome.lines() != whole.outcome.lines()) {
      throw new AssertionError("The lengths of lines decide how many there are");
    }
  }

  private static RecordingSink.Told told(LogScan scan, byte[] log) {
    RecordingSink sink = new RecordingSink();
    LogFile file = new LogFile("s", "a.jsonl", FileKind.MAIN);
    // A few bytes at a time, so that limits are reached.
    InputStream drops =
        new ByteArrayInputStream(log) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 33));
          }
        };
    scan.scan(file, drops, sink);
    return sink.only();
  }
}
