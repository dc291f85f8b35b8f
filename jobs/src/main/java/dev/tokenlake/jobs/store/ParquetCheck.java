package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * Reads every page of a Parquet file against the checksum that stands before it. Knows nothing of
 * what the file should hold, so it needs no other record of it.
 */
public final class ParquetCheck {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private ParquetCheck() {}

  /** What is wrong with a file, in words without any of its bytes; absent when it is sound. */
  public static Optional<String> problem(Place file) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification(true)
            .build();
    try {
      if (!beginsWithMagic(file)) {
        return Optional.of("does not begin as a Parquet file");
      }
      try (ParquetFileReader reader = ParquetFileReader.open(file.parquetInput(), options)) {
        return problem(reader);
      }
    } catch (IOException | RuntimeException e) {
      return Optional.of("has a footer or a page that cannot be read, or a wrong page checksum");
    } catch (OutOfMemoryError e) {
      // A damaged length asks for any amount of memory.
      return Optional.of("has a footer or a page of an impossible length");
    }
  }

  private static boolean beginsWithMagic(Place file) throws IOException {
    try (InputStream in = file.open()) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  private static Optional<String> problem(ParquetFileReader reader) throws IOException {
    long rows = 0;
    for (PageReadStore pages = reader.readNextRowGroup();
        pages != null;
        pages = reader.readNextRowGroup()) {
      rows += pages.getRowCount();
      for (ColumnDescriptor column :
          reader.getFooter().getFileMetaData().getSchema().getColumns()) {
        if (!isWhole(pages.getPageReader(column))) {
          return Optional.of("has a column with missing pages");
        }
      }
    }
    return rows == reader.getRecordCount()
        ? Optional.empty()
        : Optional.of("has other rows than its footer says");
  }

  /** Whether the pages of a column chunk hold as many values as the chunk. */
  private static boolean isWhole(PageReader pages) {
    pages.readDictionaryPage();
    long values = 0;
    for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
      values += page.getValueCount();
    }
    return values == pages.getTotalValueCount();
  }
}
