package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.ParquetFiles;
import dev.tokenlake.jobs.store.ParquetSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One file of a table of moderate size, written and read by the driver: a job of the engine costs
 * more than either.
 */
final class TableFile {
  /** Where Spark looks for comments of columns. */
  private static final String ROW_METADATA = "org.apache.spark.sql.parquet.row.metadata";

  private TableFile() {}

  /**
   * Writes rows and says how many.
   *
   * @param file made by this call
   */
  static long write(Place file, StructType schema, Iterator<Row> rows) {
    long[] written = {0};
    Iterator<List<Optional<Object>>> cells =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public List<Optional<Object>> next() {
            Row row = rows.next();
            written[0]++;
            List<Optional<Object>> cells = new ArrayList<>(row.length());
            for (int i = 0; i < row.length(); i++) {
              cells.add(Optional.ofNullable(row.get(i)));
            }
            return cells;
          }
        };
    ParquetSink.write(file, messageType(schema), Map.of(ROW_METADATA, schema.json()), cells);
    return written[0];
  }

  /** Rows of a file, checksums verified. */
  static List<Row> read(Place file, StructType schema) {
    try {
      return ParquetFiles.read(List.of(file)).rows().stream().map(row -> row(row, schema)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read back " + file, e);
    }
  }

  private static Row row(List<Optional<Object>> cells, StructType schema) {
    Object[] values = new Object[cells.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = cells.get(i).orElse(null);
      values[i] =
          value instanceof Long number && schema.apply(i).dataType().equals(DataTypes.IntegerType)
              ? (Object) Math.toIntExact(number)
              : value;
    }
    return RowFactory.create(values);
  }

  private static MessageType messageType(StructType schema) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (StructField field : schema.fields()) {
      message.addField(column(field.name(), field.dataType()));
    }
    return message.named("spark_schema");
  }

  private static Type column(String name, DataType type) {
    if (type.equals(DataTypes.LongType)) {
      return Types.optional(PrimitiveTypeName.INT64).named(name);
    } else if (type.equals(DataTypes.IntegerType)) {
      return Types.optional(PrimitiveTypeName.INT32).named(name);
    } else if (type.equals(DataTypes.DoubleType)) {
      return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
    } else if (type.equals(DataTypes.BooleanType)) {
      return Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
    } else if (type.equals(DataTypes.StringType)) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    } else if (type.equals(DataTypes.DateType)) {
      return Types.optional(PrimitiveTypeName.INT32)
          .as(LogicalTypeAnnotation.dateType())
          .named(name);
    } else if (type.equals(DataTypes.TimestampType)) {
      return Types.optional(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
          .named(name);
    }
    throw new IllegalArgumentException("No published column is of type " + type.sql());
  }
}
