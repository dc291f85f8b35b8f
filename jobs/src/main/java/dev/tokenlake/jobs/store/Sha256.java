package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 of files. */
public final class Sha256 {
  private Sha256() {}

  /** Hexadecimal digest of a file's bytes. */
  public static String of(Place file) {
    try (InputStream in = file.open()) {
      return DigestUtils.sha256Hex(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
