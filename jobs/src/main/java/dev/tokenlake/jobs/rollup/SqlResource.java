package dev.tokenlake.jobs.rollup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A file of SQL on the class path.
 *
 * @param path absolute, such as {@code /sql/functions.sql}
 */
record SqlResource(String path) {

  /**
   * What the file says.
   *
   * @throws IllegalStateException when there is no such file
   */
  String text() {
    try (InputStream in = SqlResource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource: " + path, e);
    }
  }
}
