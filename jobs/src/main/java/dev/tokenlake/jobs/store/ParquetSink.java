package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * Writes flat Parquet files with Parquet's own writer: numbers, truth values, instants, days and
 * texts.
 */
public final class ParquetSink {
  private ParquetSink() {}

  /**
   * Writes a file that is its owner's alone.
   *
   * @param file made by this call
   * @param schema columns: {@code int64}, {@code int32}, {@code double}, {@code boolean}, texts,
   *     days, and timestamps in microseconds
   * @param metadata kept in the file beside the schema
   * @param rows cells in the order of the columns: {@code Long}, {@code Integer}, {@code Double},
   *     {@code Boolean}, {@code String}, {@code LocalDate} or {@code Instant}
   */
  public static void write(
      Place file,
      MessageType schema,
      Map<String, String> metadata,
      Iterator<List<Optional<Object>>> rows) {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(file.parquetOutput())
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withExtraMetaData(metadata)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withPageWriteChecksumEnabled(true)
            .build()) {
      SimpleGroupFactory groups = new SimpleGroupFactory(schema);
      while (rows.hasNext()) {
        writer.write(group(groups.newGroup(), rows.next()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    file.restrict();
  }

  private static Group group(Group group, List<Optional<Object>> row) {
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i).isPresent()) {
        add(group, i, row.get(i).get());
      }
    }
    return group;
  }

  private static void add(Group group, int column, Object value) {
    if (value instanceof Long number) {
      group.add(column, number);
    } else if (value instanceof Integer number) {
      group.add(column, number);
    } else if (value instanceof Double number) {
      group.add(column, number);
    } else if (value instanceof Boolean truth) {
      group.add(column, truth);
    } else if (value instanceof LocalDate day) {
      group.add(column, Math.toIntExact(day.toEpochDay()));
    } else if (value instanceof Instant instant) {
      group.add(
          column,
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000));
    } else if (value instanceof String text) {
      group.add(column, text);
    } else {
      throw new IllegalArgumentException("No column for " + value.getClass().getName());
    }
  }
}
