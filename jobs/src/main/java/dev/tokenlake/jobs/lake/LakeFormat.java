package dev.tokenlake.jobs.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Which layout a lake has: one that a later program laid out is left alone. */
public final class LakeFormat {
  /** Grows whenever a program of today could not keep a lake of tomorrow right. */
  public static final int CURRENT = 2;

  /** Of a new lake. One that forgets has a later format, since older programs would remember. */
  private static final int FIRST = 1;

  private static final int FORGETTING = 2;

  private static final String FIELD = "format";

  private LakeFormat() {}

  /**
   * Marks a new lake, or checks that an older one can be written to.
   *
   * @throws UnsupportedLakeException when it cannot
   */
  public static void claim(LakeLayout lake) {
    if (Files.isSymbolicLink(lake.facts())) {
      throw new UnsupportedLakeException(
          "%s was made by a program before lakes had a format; read the logs into a new lake"
              .formatted(lake.root()));
    }
    if (!check(lake)) {
      write(lake, FIRST);
    }
  }

  /** Marks a lake as one that forgets: programs that do not know how leave it alone. */
  public static void claimForgetting(LakeLayout lake) {
    if (read(lake) < FORGETTING) {
      write(lake, FORGETTING);
    }
  }

  /** Whether a lake was ever told to forget. */
  public static boolean forgets(LakeLayout lake) {
    return check(lake) && read(lake) >= FORGETTING;
  }

  private static void write(LakeLayout lake, int format) {
    Path fresh = lake.format().resolveSibling(".lake.json.next");
    try {
      Files.writeString(fresh, "{\"%s\": %d}%n".formatted(FIELD, format));
      Folders.restrict(fresh);
      Folders.sync(fresh);
      Files.move(
          fresh,
          lake.format(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + lake.format(), e);
    }
  }

  /**
   * Checks that a lake can be read; false for one without a format yet.
   *
   * @throws UnsupportedLakeException when it cannot
   */
  public static boolean check(LakeLayout lake) {
    if (!Files.exists(lake.format())) {
      return false;
    }
    int format = read(lake);
    if (format < 1 || format > CURRENT) {
      throw new UnsupportedLakeException(
          "%s has format %d, this program knows up to %d; use a newer one"
              .formatted(lake.root(), format, CURRENT));
    }
    return true;
  }

  private static int read(LakeLayout lake) {
    try {
      JsonNode json = new ObjectMapper().readTree(lake.format().toFile());
      return json.path(FIELD).asInt(-1);
    } catch (IOException e) {
      throw new UnsupportedLakeException(lake.format() + " is not readable as JSON");
    }
  }
}
