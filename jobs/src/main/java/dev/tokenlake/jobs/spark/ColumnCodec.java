package dev.tokenlake.jobs.spark;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One column of a {@link RecordCodec}: its Spark type and both directions of the mapping.
 *
 * @param type type of the column
 * @param writer value of the component to cell
 * @param reader cell to value of the component; never sees null but for optional components
 */
record ColumnCodec(
    DataType type, Function<Object, Object> writer, Function<Object, Object> reader) {

  /** Money: 15 decimals hold every product of a rate per million tokens and its multipliers. */
  static final DataType MONEY = DataTypes.createDecimalType(30, 15);

  Object write(Object value) {
    return writer.apply(value);
  }

  Object read(Object cell) {
    return reader.apply(cell);
  }

  /** With this in place of a cell that an older program did not write. */
  private ColumnCodec orElse(Object missing) {
    return new ColumnCodec(type, writer, v -> v == null ? missing : reader.apply(v));
  }

  static ColumnCodec of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    if (type instanceof Class<?> plain) {
      return ofClass(plain);
    }
    throw new IllegalArgumentException("No column for " + type);
  }

  private static ColumnCodec ofClass(Class<?> type) {
    if (type == String.class) {
      return same(DataTypes.StringType);
    } else if (type == long.class || type == Long.class) {
      return same(DataTypes.LongType).orElse(0L);
    } else if (type == int.class || type == Integer.class) {
      return same(DataTypes.IntegerType).orElse(0);
    } else if (type == boolean.class || type == Boolean.class) {
      return same(DataTypes.BooleanType).orElse(false);
    } else if (type == double.class || type == Double.class) {
      return same(DataTypes.DoubleType);
    } else if (type == Instant.class) {
      return same(DataTypes.TimestampType);
    } else if (type == LocalDate.class) {
      return same(DataTypes.DateType);
    } else if (type == BigDecimal.class) {
      return new ColumnCodec(
          MONEY, v -> ((BigDecimal) v).setScale(15, RoundingMode.HALF_EVEN), v -> v);
    } else if (type == Duration.class) {
      return new ColumnCodec(
          DataTypes.LongType, v -> ((Duration) v).toMillis(), v -> Duration.ofMillis((Long) v));
    } else if (type == OptionalLong.class) {
      return optional(
          DataTypes.LongType,
          v -> ((OptionalLong) v).isPresent() ? ((OptionalLong) v).getAsLong() : null,
          v -> v == null ? OptionalLong.empty() : OptionalLong.of((Long) v));
    } else if (type == OptionalInt.class) {
      return optional(
          DataTypes.IntegerType,
          v -> ((OptionalInt) v).isPresent() ? ((OptionalInt) v).getAsInt() : null,
          v -> v == null ? OptionalInt.empty() : OptionalInt.of((Integer) v));
    } else if (type == OptionalDouble.class) {
      return optional(
          DataTypes.DoubleType,
          v -> ((OptionalDouble) v).isPresent() ? ((OptionalDouble) v).getAsDouble() : null,
          v -> v == null ? OptionalDouble.empty() : OptionalDouble.of((Double) v));
    } else if (type.isEnum()) {
      return ofEnum(type);
    } else if (type.isRecord()) {
      return ofRecord(type.asSubclass(Record.class));
    }
    throw new IllegalArgumentException("No column for " + type.getName());
  }

  private static ColumnCodec ofGeneric(ParameterizedType type) {
    Type raw = type.getRawType();
    ColumnCodec first = of(type.getActualTypeArguments()[0]);
    if (raw == Optional.class) {
      return optional(
          first.type,
          v -> ((Optional<?>) v).map(first.writer).orElse(null),
          v -> Optional.ofNullable(v).map(first.reader));
    } else if (raw == List.class) {
      return new ColumnCodec(
              DataTypes.createArrayType(first.type),
              v -> toSeq(((List<?>) v).stream().map(first::write).toList()),
              v -> List.copyOf(elements(v).stream().map(first::read).toList()))
          .orElse(List.of());
    } else if (raw == SortedSet.class) {
      return new ColumnCodec(
              DataTypes.createArrayType(first.type),
              v -> toSeq(((SortedSet<?>) v).stream().map(first::write).toList()),
              v -> new TreeSet<Object>(elements(v).stream().map(first::read).toList()))
          .orElse(Collections.emptySortedSet());
    } else if (raw == Map.class || raw == SortedMap.class) {
      ColumnCodec second = of(type.getActualTypeArguments()[1]);
      return new ColumnCodec(
              DataTypes.createMapType(first.type, second.type),
              v ->
                  scala.collection.immutable.Map.from(
                      CollectionConverters.asScala(
                          mapped((Map<?, ?>) v, first::write, second::write))),
              v -> mapped(asMap(v), first::read, second::read))
          .orElse(Collections.emptySortedMap());
    }
    throw new IllegalArgumentException("No column for " + type);
  }

  private static SortedMap<Object, Object> mapped(
      Map<?, ?> map, Function<Object, Object> key, Function<Object, Object> value) {
    SortedMap<Object, Object> mapped = new TreeMap<>();
    map.forEach((k, v) -> mapped.put(key.apply(k), value.apply(v)));
    return mapped;
  }

  private static scala.collection.immutable.Seq<Object> toSeq(List<Object> values) {
    return CollectionConverters.asScala(values).toSeq();
  }

  private static List<?> elements(Object cell) {
    return CollectionConverters.asJava((scala.collection.Seq<?>) cell);
  }

  private static Map<?, ?> asMap(Object cell) {
    return CollectionConverters.asJava((scala.collection.Map<?, ?>) cell);
  }

  private static ColumnCodec ofEnum(Class<?> type) {
    Map<String, Object> byName = new TreeMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((Enum<?>) constant).name(), constant);
    }
    return new ColumnCodec(DataTypes.StringType, v -> ((Enum<?>) v).name(), byName::get);
  }

  private static <R extends Record> ColumnCodec ofRecord(Class<R> type) {
    RecordCodec<R> nested = new RecordCodec<>(type);
    return new ColumnCodec(
        nested.schema(), v -> nested.toRow(type.cast(v)), v -> nested.fromRow((Row) v));
  }

  private static ColumnCodec same(DataType type) {
    return new ColumnCodec(type, v -> v, v -> v);
  }

  private static ColumnCodec optional(
      DataType type, Function<Object, Object> writer, Function<Object, Object> reader) {
    return new ColumnCodec(type, writer, reader);
  }
}
