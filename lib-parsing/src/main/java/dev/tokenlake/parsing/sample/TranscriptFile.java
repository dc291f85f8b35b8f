package dev.tokenlake.parsing.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A transcript on disk.
 *
 * @param bytes length of the file
 * @param lines in it
 */
record TranscriptFile(long bytes, long lines) {

  /** Writes a transcript; the file is as old as its last line. */
  static TranscriptFile write(Transcript transcript, Damage damage, Path file) throws IOException {
    long bytes = 0;
    long lines = 0;
    int spliced = damage == Damage.SPLICED ? firstPrompt(transcript) : -1;
    int last = transcript.lineCount() - 1;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (int i = 0; i <= last; i++) {
        byte[] line = transcript.render(i);
        int length = i == spliced ? brokenOff(line) : line.length;
        out.write(line, 0, length);
        bytes += length;
        if (i != spliced) {
          lines++;
          if (i < last || damage != Damage.UNTERMINATED) {
            out.write('\n');
            bytes++;
          }
        }
      }
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(transcript.lastAt()));
    return new TranscriptFile(bytes, lines);
  }

  /** The first record in the thread, which no response depends on. */
  private static int firstPrompt(Transcript transcript) {
    for (int i = 0; i < transcript.lineCount() - 1; i++) {
      if (transcript.lines().get(i).link().isPresent()) {
        return i;
      }
    }
    return -1;
  }

  /** About half of the line, and no part of a character. */
  private static int brokenOff(byte[] line) {
    int length = line.length / 2;
    while (line[length] < 0) {
      length--;
    }
    return length;
  }
}
