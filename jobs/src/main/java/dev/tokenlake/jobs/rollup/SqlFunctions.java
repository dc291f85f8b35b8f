package dev.tokenlake.jobs.rollup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Definitions that the SQL of all tables shares: {@code sql/functions.sql}. */
public final class SqlFunctions {
  private static final String RESOURCE = "/sql/functions.sql";

  /** One statement per function. */
  public List<String> statements() {
    try (InputStream in = SqlFunctions.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource: " + RESOURCE);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource: " + RESOURCE, e);
    }
  }
}
