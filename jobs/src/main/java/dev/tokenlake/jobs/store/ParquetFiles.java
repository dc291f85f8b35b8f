package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Reads the Parquet files of a flat table with Parquet's own reader, checksums verified. */
public final class ParquetFiles {
  private ParquetFiles() {}

  /** The rows of all files, in order. */
  public static ParquetRows read(List<Place> files) throws IOException {
    RowKeeper keeper = new RowKeeper();
    read(files, List.of(), Long.MAX_VALUE, keeper);
    return keeper.rows();
  }

  /**
   * Tells the first rows of all files, in order; no more than a row group of them is in memory.
   * Other columns and later pages are not read.
   *
   * @param columns names of those to read, in this order; none for all there are
   * @param most rows at most
   * @throws UnknownNameException when there is no column of such a name; nothing was told then
   * @throws IOException when a file cannot be read or is damaged, and which
   */
  public static void read(List<Place> files, List<String> columns, long most, RowTaker taker)
      throws IOException {
    ParquetConfiguration plain = new PlainParquetConfiguration();
    ParquetReadOptions options =
        ParquetReadOptions.builder(plain)
            .withCodecFactory(new PlainCodecs(plain))
            .usePageChecksumVerification(true)
            .build();
    boolean begun = false;
    long left = most;
    for (Place file : files) {
      if (begun && left <= 0) {
        return;
      }
      try (ParquetFileReader reader = ParquetFileReader.open(file.parquetInput(), options)) {
        MessageType schema = only(columns, reader.getFooter().getFileMetaData().getSchema());
        if (!begun) {
          taker.begin(schema.getFields().stream().map(Type::getName).toList());
          begun = true;
        }
        reader.setRequestedSchema(schema);
        left -= readAll(reader, schema, left, taker);
      } catch (UnknownNameException e) {
        throw e;
      } catch (RuntimeException e) {
        // Parquet tells of damage by whatever it stumbles over.
        throw new IOException("Damaged: " + file, e);
      }
    }
    if (!begun) {
      taker.begin(List.of());
    }
  }

  private static MessageType only(List<String> columns, MessageType schema) {
    if (columns.isEmpty()) {
      return schema;
    }
    List<Type> fields = new ArrayList<>();
    for (String column : columns) {
      if (!schema.containsField(column)) {
        List<String> all = schema.getFields().stream().map(Type::getName).toList();
        throw new UnknownNameException(
            "No column %s; there are %s".formatted(column, String.join(", ", all)));
      }
      fields.add(schema.getType(column));
    }
    return new MessageType(schema.getName(), fields);
  }

  /** Tells rows, and returns how many. */
  private static long readAll(
      ParquetFileReader reader, MessageType schema, long most, RowTaker taker) throws IOException {
    MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
    long told = 0;
    while (told < most) {
      PageReadStore pages = reader.readNextRowGroup();
      if (pages == null) {
        break;
      }
      RecordReader<Group> records =
          columns.getRecordReader(pages, new GroupRecordConverter(schema));
      for (long i = 0; i < pages.getRowCount() && told < most; i++) {
        taker.row(cells(records.read(), schema));
        told++;
      }
    }
    return told;
  }

  private static List<Optional<Object>> cells(Group group, MessageType schema) {
    List<Optional<Object>> cells = new ArrayList<>(schema.getFieldCount());
    for (int field = 0; field < schema.getFieldCount(); field++) {
      cells.add(
          group.getFieldRepetitionCount(field) == 0
              ? Optional.empty()
              : Optional.of(value(group, field, schema.getType(field))));
    }
    return cells;
  }

  private static Object value(Group group, int field, Type type) {
    PrimitiveType primitive = type.asPrimitiveType();
    LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
    return switch (primitive.getPrimitiveTypeName()) {
      case BOOLEAN -> group.getBoolean(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case FLOAT -> (double) group.getFloat(field, 0);
      case INT32 ->
          logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
              ? LocalDate.ofEpochDay(group.getInteger(field, 0))
              : (Object) (long) group.getInteger(field, 0);
      case INT64 ->
          logical instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation
              ? Instant.EPOCH.plus(group.getLong(field, 0), ChronoUnit.MICROS)
              : (Object) group.getLong(field, 0);
      case BINARY -> group.getString(field, 0);
      case INT96, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalStateException("No published column is of type " + primitive);
    };
  }
}
