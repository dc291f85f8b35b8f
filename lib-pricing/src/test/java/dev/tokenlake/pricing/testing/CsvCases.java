package dev.tokenlake.pricing.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads decision tables from the test resources. */
public final class CsvCases {
  private CsvCases() {}

  /** All records of a CSV resource with a header. */
  public static List<CSVRecord> read(String resource) {
    try (InputStream in = CsvCases.class.getResourceAsStream(resource);
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(reader)
          .stream()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource: " + resource, e);
    }
  }
}
