package dev.tokenlake.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An archive as large as is asked for, out of a small one: copies with ids of their own, as of
 * other machines, each also some weeks earlier than the one before, so that twelve of them are a
 * year. Files are as old as their last line says.
 */
final class ArchiveCopies {
  private static final int COPIES_OF_A_YEAR = 12;
  private static final int DAYS_APART = 28;

  private static final Pattern ID =
      Pattern.compile("\\b\\p{XDigit}{3}(?=\\p{XDigit}{5}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");
  private static final Pattern ID_OF_A_REQUEST =
      Pattern.compile("\\b((?:msg|req)_\\w{2,6})\\w{3}(?=\\w{7})");
  private static final Pattern TIME =
      Pattern.compile("(\"timestamp\":\")(\\d{4}-\\d\\d-\\d\\d)(T\\d\\d:\\d\\d:\\d\\d)");

  private final Path from;
  private final Path to;

  ArchiveCopies(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /** Makes those that are not there yet, several files at once. */
  void make(int copies) throws IOException {
    List<Path> logs =
        LatestFiles.files(from).keySet().stream()
            .filter(file -> file.toString().endsWith(".jsonl"))
            .toList();
    for (int copy = 0; copy < copies; copy++) {
      Path whole = to.resolve("machine-" + copy);
      if (!Files.exists(whole)) {
        Path begun = to.resolveSibling(to.getFileName() + ".begun-" + copy);
        int number = copy;
        logs.parallelStream().forEach(log -> write(log, begun, number));
        Files.createDirectories(to);
        Files.move(begun, whole);
      }
    }
  }

  private void write(Path log, Path folder, int copy) {
    String own = "%03x".formatted(0x100 + copy);
    Path target = folder.resolve(ID.matcher(from.relativize(log).toString()).replaceAll(own));
    try {
      // Each byte a letter: what is no UTF-8 stays what it is.
      String text = Files.readString(log, StandardCharsets.ISO_8859_1);
      text = ID.matcher(text).replaceAll(own);
      text = ID_OF_A_REQUEST.matcher(text).replaceAll("$1" + own);
      int days = copy % COPIES_OF_A_YEAR * DAYS_APART;
      Instant[] last = {Instant.EPOCH};
      text = TIME.matcher(text).replaceAll(time -> earlier(time, days, last));
      Files.createDirectories(target.getParent());
      Files.writeString(target, text, StandardCharsets.ISO_8859_1);
      Files.setLastModifiedTime(target, FileTime.from(last[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String earlier(MatchResult time, int days, Instant[] last) {
    String shifted = LocalDate.parse(time.group(2)).minusDays(days) + time.group(3);
    Instant at = Instant.parse(shifted + "Z");
    last[0] = at.isAfter(last[0]) ? at : last[0];
    return Matcher.quoteReplacement(time.group(1) + shifted);
  }
}
