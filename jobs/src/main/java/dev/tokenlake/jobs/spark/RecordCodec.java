package dev.tokenlake.jobs.spark;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows out of records and back. {@code Encoders.bean} yields no columns at all for a record, so the
 * columns are derived from the components here: the names in snake case, {@code Optional} as null,
 * nested records as structs.
 *
 * @param <T> the record
 */
public final class RecordCodec<T extends Record> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private transient Shape<T> shape;

  /**
   * A codec for a record of the types that {@link ColumnCodec} knows.
   *
   * @throws IllegalArgumentException for a component of another type
   */
  public RecordCodec(Class<T> type) {
    this.type = type;
    this.shape = new Shape<>(type);
  }

  /** A dataset of records the driver made. */
  public static <T extends Record> Dataset<Row> rows(
      SparkSession spark, Class<T> type, List<T> records) {
    RecordCodec<T> codec = new RecordCodec<>(type);
    return spark.createDataFrame(records.stream().map(codec::toRow).toList(), codec.schema());
  }

  /** Columns, one per component. */
  public StructType schema() {
    return shape().schema;
  }

  /** Encoder for datasets of such rows. */
  public Encoder<Row> encoder() {
    return Encoders.row(schema());
  }

  /** The record as a row. */
  public Row toRow(T value) {
    return shape().toRow(value);
  }

  /**
   * The row as a record.
   *
   * @throws IllegalStateException when the row breaks a rule of the record
   */
  public T fromRow(Row row) {
    return shape().fromRow(row);
  }

  private Shape<T> shape() {
    if (shape == null) {
      shape = new Shape<>(type);
    }
    return shape;
  }

  static String columnName(String component) {
    return component
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .replaceAll("([a-z])([0-9])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /** What reflection finds out; it does not travel. */
  private static final class Shape<T extends Record> {
    private final Method[] accessors;
    private final ColumnCodec[] columns;
    private final Constructor<T> constructor;
    private final StructType schema;

    Shape(Class<T> type) {
      RecordComponent[] components = type.getRecordComponents();
      accessors =
          Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
      columns =
          Arrays.stream(components)
              .map(component -> ColumnCodec.of(component.getGenericType()))
              .toArray(ColumnCodec[]::new);
      try {
        constructor =
            type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException("No canonical constructor: " + type.getName(), e);
      }
      // Records of other packages may be private to them.
      constructor.setAccessible(true);
      for (Method accessor : accessors) {
        accessor.setAccessible(true);
      }
      StructField[] fields = new StructField[components.length];
      for (int i = 0; i < fields.length; i++) {
        fields[i] =
            DataTypes.createStructField(
                columnName(components[i].getName()), columns[i].type(), true);
      }
      schema = DataTypes.createStructType(fields);
    }

    Row toRow(T value) {
      Object[] cells = new Object[columns.length];
      try {
        for (int i = 0; i < cells.length; i++) {
          cells[i] = columns[i].write(accessors[i].invoke(value));
        }
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("Cannot read " + value.getClass().getName(), e);
      }
      return RowFactory.create(cells);
    }

    T fromRow(Row row) {
      Object[] values = new Object[columns.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = columns[i].read(row.get(i));
      }
      try {
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Cannot make " + constructor.getName() + " of a row", e);
      }
    }
  }
}
