package dev.tokenlake.parsing.read;

import com.github.luben.zstd.ZstdInputStream;
import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.Packing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Reads an input and tells a sink of every log in it. One reader serves one thread. */
public final class LogReader {
  private final LogScan scan;

  /** A reader that looks at bytes first and at tokens only where bytes do not say enough. */
  public LogReader() {
    this(true);
  }

  /**
   * @param fastFirst false for a reader that parses every line token by token: slower, and the
   *     measure of what the fast one must say
   */
  LogReader(boolean fastFirst) {
    scan = new LogScan(fastFirst);
  }

  /** Reads to the length seen at open. Never throws for what the input holds or becomes. */
  public void read(LogInput input, EntrySink sink) {
    LogFile file = new LogFile(input.source(), input.name(), FileKind.of(input.name()));
    try (InputStream in = unpacked(Files.newInputStream(input.path()), input.packing())) {
      scan.scan(file, in, sink);
    } catch (IOException e) {
      sink.begin(file);
      sink.refuse(new Reject(0, 0, 0, RejectReason.UNREADABLE_FILE));
      sink.end(new FileTally().outcome(0));
    }
  }

  private static InputStream unpacked(InputStream in, Packing packing) throws IOException {
    return switch (packing) {
      case NONE -> in;
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();
      case ZSTD -> new ZstdInputStream(in);
      default -> throw new IOException("Not yet");
    };
  }
}
