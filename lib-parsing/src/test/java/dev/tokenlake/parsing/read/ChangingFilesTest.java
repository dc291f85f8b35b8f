package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are not what they were when they were found. Each test makes sure its fault struck.
 */
class ChangingFilesTest {
  private static final String LINE = "{\"type\":\"user\",\"sessionId\":\"S\",\"cwd\":\"/p\"}\n";

  /** Several times what is read at once. */
  private static final int LINES = 60_000;

  @TempDir private Path folder;

  private Path file;

  private LogInput found(int lines) throws IOException {
    file = folder.resolve("S.jsonl");
    Files.writeString(file, LINE.repeat(lines));
    return new LogFinder().find(List.of(new ArchiveRoot("s", folder))).inputs().get(0);
  }

  /** Does something to the file when the first entry is told. */
  private static final class Fault implements EntrySink {
    private final RecordingSink sink = new RecordingSink(true);
    private final Step step;
    private boolean struck;

    Fault(Step step) {
      this.step = step;
    }

    private interface Step {
      void run() throws IOException;
    }

    @Override
    public void begin(LogFile logFile) {
      sink.begin(logFile);
    }

    @Override
    public void accept(LogEntry entry) {
      if (!struck) {
        struck = true;
        try {
          step.run();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      sink.accept(entry);
    }

    @Override
    public void sessionSeen(Envelope envelope) {
      sink.sessionSeen(envelope);
    }

    @Override
    public void refuse(Reject reject) {
      sink.refuse(reject);
    }

    @Override
    public boolean wantsMarks() {
      return true;
    }

    @Override
    public void mark(ReadMark mark) {
      sink.mark(mark);
    }

    @Override
    public void end(FileOutcome outcome) {
      sink.end(outcome);
    }

    RecordingSink.Told told() {
      assertThat(struck).isTrue();
      return sink.only();
    }
  }

  @Test
  void lengthThatCountsIsThatAtOpening() throws IOException {
    LogInput input = found(3);
    Files.writeString(file, LINE.repeat(2), StandardOpenOption.APPEND);
    assertThat(linesOf(input)).isEqualTo(5);
    Files.writeString(file, LINE);
    assertThat(linesOf(input)).isEqualTo(1);
    assertThat(input.size()).isEqualTo(3L * LINE.length());
  }

  private static long linesOf(LogInput input) {
    RecordingSink sink = new RecordingSink();
    new LogReader().read(input, sink);
    assertThat(sink.only().rejects).isEmpty();
    return sink.only().outcome.lines();
  }

  @Test
  void fileThatGrowsIsReadToTheLengthItHad() throws IOException {
    LogInput input = found(LINES);
    Fault fault =
        new Fault(() -> Files.writeString(file, LINE.repeat(10), StandardOpenOption.APPEND));
    new LogReader().read(input, fault);
    assertThat(Files.size(file)).isEqualTo((LINES + 10L) * LINE.length());
    assertThat(fault.told().outcome.lines()).isEqualTo(LINES);
    assertThat(fault.told().outcome.bytes()).isEqualTo((long) LINES * LINE.length());
    assertThat(fault.told().rejects).isEmpty();
    assertThat(fault.told().marks).hasSize(1);
    assertThat(fault.told().marks.get(0).lines()).isEqualTo(LINES);
  }

  @Test
  void fileThatShrinksKeepsTheLinesReadAndIsRefusedAsAWhole() throws IOException {
    LogInput input = found(LINES);
    Fault fault =
        new Fault(
            () -> {
              try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(10);
              }
            });
    new LogReader().read(input, fault);
    FileOutcome outcome = fault.told().outcome;
    assertThat(fault.told().reasons()).containsExactly(RejectReason.UNREADABLE_FILE);
    assertThat(fault.told().rejects.get(0).line()).isZero();
    assertThat(outcome.lines()).isBetween(1L, LINES - 1L);
    assertThat(outcome.lines()).isEqualTo(outcome.entries());
    assertThat(outcome.offset() + outcome.inProgress()).isEqualTo(outcome.bytes());
    assertThat(fault.told().marks).isEmpty();
  }

  @Test
  void fileThatIsRewrittenAtEqualLengthAndTimeLeavesNoMark() throws IOException {
    LogInput input = found(LINES);
    FileTime before = Files.getLastModifiedTime(file);
    Fault fault =
        new Fault(
            () -> {
              Files.writeString(file, LINE.replace("/p", "/q").repeat(LINES));
              Files.setLastModifiedTime(file, before);
            });
    new LogReader().read(input, fault);
    FileOutcome outcome = fault.told().outcome;
    assertThat(outcome.lines()).isEqualTo(LINES);
    assertThat(outcome.rejected()).isZero();
    assertThat(fault.told().entries.stream().map(e -> e.envelope().cwd().orElseThrow()).distinct())
        .containsExactly("/p", "/q");
    // So that the next run reads it again, from its start.
    assertThat(fault.told().marks).isEmpty();
    LogInput after = new LogFinder().find(List.of(new ArchiveRoot("s", folder))).inputs().get(0);
    assertThat(after.size()).isEqualTo(input.size());
    assertThat(after.modified()).isEqualTo(input.modified());
    assertThat(after.changed()).isAfter(input.changed());
  }

  @Test
  void fileThatBecomesAnythingElseWhileItIsReadIsReadToItsEnd()
      throws IOException, InterruptedException {
    for (Fault.Step other :
        List.<Fault.Step>of(this::folder, this::fifo, this::socket, this::link)) {
      LogInput input = found(LINES);
      Fault fault =
          new Fault(
              () -> {
                Files.delete(file);
                other.run();
              });
      new LogReader().read(input, fault);
      assertThat(fault.told().outcome.lines()).isEqualTo(LINES);
      assertThat(fault.told().rejects).isEmpty();
      assertThat(Files.isRegularFile(file)).isFalse();
      Files.delete(file);
    }
  }

  private void folder() throws IOException {
    Files.createDirectory(file);
  }

  private void fifo() throws IOException {
    try {
      assumeTrue(
          new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0,
          "SKIPPED ChangingFilesTest with FIFOs: no mkfifo here");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void socket() throws IOException {
    // The name outlives the channel.
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(file));
    }
  }

  private void link() throws IOException {
    Files.createSymbolicLink(file, folder.resolve("nothing"));
  }

  @Test
  void fileThatIsDeletedOrReplacedWhileItIsReadIsReadToItsEnd() throws IOException {
    LogInput input = found(LINES);
    Fault deleted = new Fault(() -> Files.delete(file));
    new LogReader().read(input, deleted);
    assertThat(file).doesNotExist();
    assertThat(deleted.told().outcome.lines()).isEqualTo(LINES);

    found(LINES);
    Fault replaced =
        new Fault(
            () -> {
              Path other = Files.writeString(folder.resolve("other"), "{}\n");
              Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            });
    new LogReader().read(input, replaced);
    assertThat(file).hasContent("{}");
    assertThat(replaced.told().outcome.lines()).isEqualTo(LINES);
  }

  @Test
  void fileThatIsGoneOrNoFileAnyMoreIsRefused() throws IOException {
    LogInput input = found(3);
    Files.delete(file);
    assertRefused(input);
    for (Fault.Step other :
        List.<Fault.Step>of(this::folder, this::fifo, this::socket, this::link)) {
      other.run();
      assertRefused(input);
      Files.delete(file);
    }
  }

  @Test
  void packedFolderThatShrinksIsRefusedUnderItsName() throws IOException {
    Path tar = folder.resolve("x.tar");
    Files.write(tar, new byte[5000]);
    LogInput input = new LogFinder().find(List.of(new ArchiveRoot("s", tar))).inputs().get(0);
    Files.delete(tar);
    RecordingSink sink = new RecordingSink();
    new LogReader().read(input, sink);
    assertThat(sink.only().reasons()).containsExactly(RejectReason.UNREADABLE_FILE);
  }

  private static void assertRefused(LogInput input) {
    RecordingSink sink = new RecordingSink();
    new LogReader().read(input, sink);
    assertThat(sink.only().reasons()).containsExactly(RejectReason.UNREADABLE_FILE);
    assertThat(sink.only().outcome.lines()).isZero();
  }

  @Test
  void whatTheSinkThrowsGoesThrough() throws IOException {
    LogInput input = found(3);
    Fault fault =
        new Fault(
            () -> {
              throw new IOException("disk full");
            });
    assertThatThrownBy(() -> new LogReader().read(input, fault))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("disk full");
  }
}
