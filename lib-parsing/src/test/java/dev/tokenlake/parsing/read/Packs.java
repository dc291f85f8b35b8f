package dev.tokenlake.parsing.read;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Packed logs and packed folders, in memory. */
final class Packs {
  private Packs() {}

  /** A log of some prompts and as many responses. */
  static byte[] log(int turns) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < turns; i++) {
      log.append(SampleLines.USER).append('\n');
      log.append(SampleLines.ASSISTANT.replace("msg_1", "msg_" + i)).append('\n');
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] zstd(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.setChecksum(true);
      zstd.write(bytes);
    }
    return out.toByteArray();
  }

  /** A folder with five logs, and with all that is none. */
  static byte[] tar(byte[] log) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      member(tar, "./projects/-p/S1.jsonl", log);
      member(tar, "../../../etc/passwd.jsonl", log);
      member(tar, "/abs\n/-x.jsonl", log);
      member(tar, "history.jsonl", log);
      member(tar, "notes.txt", log);
      member(tar, "projects/-p/S1/subagents/agent-a1.jsonl.gz", gzip(log));
      member(tar, "projects/-p/" + "n".repeat(240) + ".jsonl.zst", zstd(log));
      TarArchiveEntry link = new TarArchiveEntry("link.jsonl", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      TarArchiveEntry fifo = new TarArchiveEntry("fifo.jsonl", TarConstants.LF_FIFO);
      tar.putArchiveEntry(fifo);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private static void member(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** A folder with two logs and one that is packed, as Unix tools write it. */
  static byte[] zip(byte[] log) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      ZipArchiveEntry folder = new ZipArchiveEntry("projects/-p/");
      folder.setUnixMode(040755);
      zip.putArchiveEntry(folder);
      zip.closeArchiveEntry();
      for (String name :
          List.of("projects/-p/S1.jsonl", "../../../etc/passwd.jsonl", "agent-é.jsonl.gz")) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(0100644);
        zip.putArchiveEntry(entry);
        zip.write(name.endsWith(".gz") ? gzip(log) : log);
        zip.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }
}
