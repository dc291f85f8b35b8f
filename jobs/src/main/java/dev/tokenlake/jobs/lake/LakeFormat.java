package dev.tokenlake.jobs.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

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
    if (!checkWritable(lake)) {
      write(lake, FIRST);
    }
  }

  /**
   * Checks that a folder is a lake that can be written to, or can become one: runs remove what they
   * do not know. False for one without a format yet.
   *
   * @throws UnsupportedLakeException when it cannot
   */
  public static boolean checkWritable(LakeLayout lake) {
    if (lake.facts() instanceof LocalPlace facts && Files.isSymbolicLink(facts.path())) {
      throw new UnsupportedLakeException(
          "%s was made by a program before lakes had a format; read the logs into a new lake"
              .formatted(lake.root()));
    }
    if (check(lake)) {
      return true;
    }
    Optional<Place> foreign = FreshLake.foreign(lake);
    // What looks foreign may be of another run that has marked the lake since.
    if (foreign.isPresent() && !check(lake)) {
      throw new NoLakeException(lake, foreign.get());
    }
    return false;
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
    String text = "{\"%s\": %d}%n".formatted(FIELD, format);
    lake.format().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Checks that a lake can be read; false for one without a format yet.
   *
   * @throws UnsupportedLakeException when it cannot
   */
  public static boolean check(LakeLayout lake) {
    if (!lake.format().exists()) {
      return false;
    }
    int format = read(lake);
    if (format < 1) {
      throw new UnsupportedLakeException(
          "%s does not say a format that a lake has".formatted(lake.format()));
    }
    if (format > CURRENT) {
      throw new UnsupportedLakeException(
          "%s has format %d, this program knows up to %d; use a newer one"
              .formatted(lake.root(), format, CURRENT));
    }
    return true;
  }

  private static int read(LakeLayout lake) {
    try {
      JsonNode json = new ObjectMapper().readTree(lake.format().read());
      JsonNode format = json.path(FIELD);
      if (format.isIntegralNumber() && !format.canConvertToInt()) {
        return Integer.MAX_VALUE;
      }
      return format.isIntegralNumber() ? format.intValue() : -1;
    } catch (IOException e) {
      throw new UnsupportedLakeException(lake.format() + " is not readable as JSON");
    }
  }
}
