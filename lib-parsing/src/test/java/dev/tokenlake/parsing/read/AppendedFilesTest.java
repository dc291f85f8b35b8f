package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that somebody appends to each millisecond, line by line in two halves. */
class AppendedFilesTest {
  private static final String LINE = "{\"type\":\"user\",\"uuid\":\"%d\"}\n";
  private static final int RUNS = 20;

  @TempDir private Path folder;

  private Path file;
  private LogInput input;

  @BeforeEach
  void writeTheFirstLine() throws IOException {
    file = Files.writeString(folder.resolve("S.jsonl"), LINE.formatted(0));
    input = new LogFinder().find(List.of(new ArchiveRoot("s", folder))).inputs().get(0);
  }

  /** Writes lines 1, 2, 3, ... until it is closed. */
  private static final class Appender implements AutoCloseable {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger lines = new AtomicInteger();
    private final Thread thread;

    Appender(Path file) {
      thread = new Thread(() -> append(file));
      thread.start();
    }

    private void append(Path file) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
        while (!stop.get()) {
          byte[] line = LINE.formatted(lines.get() + 1).getBytes(StandardCharsets.UTF_8);
          channel.write(ByteBuffer.wrap(line, 0, 9));
          TimeUnit.MILLISECONDS.sleep(1);
          channel.write(ByteBuffer.wrap(line, 9, line.length - 9));
          lines.incrementAndGet();
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Waits until more lines are there. */
    void waitForMore() throws InterruptedException {
      int before = lines.get();
      while (lines.get() < before + 3) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }

    @Override
    public void close() {
      stop.set(true);
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<String> uuids(RecordingSink.Told told) {
    return told.entries.stream().flatMap(entry -> entry.envelope().uuid().stream()).toList();
  }

  private static List<String> numbers(long from, long to) {
    return LongStream.range(from, to).mapToObj(Long::toString).toList();
  }

  @Test
  void noRunReadsALineTwiceOrInPart() throws InterruptedException {
    long before = 0;
    int inProgress = 0;
    try (Appender appender = new Appender(file)) {
      for (int run = 0; run < RUNS; run++) {
        appender.waitForMore();
        RecordingSink sink = new RecordingSink();
        new LogReader().read(input, sink);
        FileOutcome outcome = sink.only().outcome;
        assertThat(sink.only().rejects).isEmpty();
        assertThat(uuids(sink.only())).isEqualTo(numbers(0, outcome.lines()));
        assertThat(outcome.lines()).isGreaterThan(before);
        before = outcome.lines();
        inProgress += outcome.inProgress() > 0 ? 1 : 0;
      }
    }
    // Half lines were met.
    assertThat(inProgress).isPositive();
  }

  @Test
  void readingOnReadsEveryLineOnce() throws InterruptedException {
    RecordingSink first = new RecordingSink(true);
    new LogReader().read(input, first);
    ReadMark mark = first.only().marks.get(0);
    int inProgress = 0;
    try (Appender appender = new Appender(file)) {
      for (int run = 0; run < RUNS; run++) {
        appender.waitForMore();
        RecordingSink sink = new RecordingSink(true);
        assertThat(new LogReader().readOn(input, mark, sink)).isTrue();
        RecordingSink.Told told = sink.only();
        assertThat(told.rejects).isEmpty();
        assertThat(told.outcome.lines()).isPositive();
        assertThat(uuids(told))
            .isEqualTo(numbers(mark.lines(), mark.lines() + told.outcome.lines()));
        mark = told.marks.get(0);
        inProgress += told.outcome.inProgress() > 0 ? 1 : 0;
      }
    }
    assertThat(inProgress).isPositive();
  }
}
