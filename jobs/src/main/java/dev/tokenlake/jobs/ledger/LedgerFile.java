package dev.tokenlake.jobs.ledger;

import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.ParquetFiles;
import dev.tokenlake.jobs.store.ParquetRows;
import dev.tokenlake.jobs.store.ParquetSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;

/** Records of the ledger as Parquet files: each holds those that one night changed. */
public final class LedgerFile {
  /** Columns in the order that {@link #cells} and {@link #record} go by. */
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message ledger {
            required int64 ledger_night;
            required binary ledger_source (STRING);
            required binary ledger_input (STRING);
            optional binary ledger_place_source (STRING);
            optional binary ledger_place_input (STRING);
            required int32 ledger_epoch;
            required int32 ledger_dead_epochs;
            optional int64 ledger_size;
            optional int64 ledger_modified_at (TIMESTAMP(MICROS,true));
            optional int64 ledger_changed_at (TIMESTAMP(MICROS,true));
            optional int64 ledger_content_bytes;
            optional int64 ledger_content_crc32c;
            optional binary ledger_mark (STRING);
            required int64 ledger_logs;
            required int64 ledger_bytes_read;
            required int64 ledger_offset;
            required int64 ledger_lines;
            required int64 ledger_entries;
            required int64 ledger_ignored;
            required int64 ledger_quarantined;
            optional int64 ledger_refused_files;
            required int64 ledger_first_seen (TIMESTAMP(MICROS,true));
            required int64 ledger_read_at (TIMESTAMP(MICROS,true));
            optional int64 ledger_deleted_at (TIMESTAMP(MICROS,true));
          }
          """);

  private static final Optional<Object> NOTHING = Optional.empty();

  private LedgerFile() {}

  /** Columns as the DDL of a table. */
  public static String ddl() {
    return SCHEMA.getColumns().stream()
        .map(column -> column.getPath()[0] + " " + sqlType(column.getPrimitiveType()))
        .collect(Collectors.joining(", "));
  }

  private static String sqlType(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT64 -> type.getLogicalTypeAnnotation() == null ? "BIGINT" : "TIMESTAMP";
      case INT32 -> "INT";
      default -> "STRING";
    };
  }

  /**
   * Writes records.
   *
   * @param night number of the commit they belong to; later ones hold
   */
  public static void write(Place file, long night, List<InputRecord> records) {
    ParquetSink.write(
        file, SCHEMA, Map.of(), records.stream().map(record -> cells(night, record)).iterator());
  }

  /** The ledger that files of several nights, in whatever order, add up to. */
  public static Ledger read(List<Place> files) {
    try {
      List<List<Optional<Object>>> byNight = new ArrayList<>();
      for (Place file : files) {
        byNight.addAll(inOrder(ParquetFiles.read(List.of(file))));
      }
      byNight.sort(Comparator.comparing(row -> (Long) row.get(0).orElseThrow()));
      return Ledger.EMPTY.with(byNight.stream().map(row -> record(new Cells(row))).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the ledger", e);
    }
  }

  /** Cells in the order of our columns; those an older program did not write are absent. */
  private static List<List<Optional<Object>>> inOrder(ParquetRows rows) {
    List<Integer> places =
        SCHEMA.getFields().stream().map(field -> rows.names().indexOf(field.getName())).toList();
    return rows.rows().stream()
        .map(row -> places.stream().map(at -> at < 0 ? NOTHING : row.get(at)).toList())
        .toList();
  }

  private static List<Optional<Object>> cells(long night, InputRecord record) {
    Optional<Look> look = record.observed().look();
    Optional<Content> content = record.observed().content();
    LineCounts counts = record.counts();
    return List.of(
        Optional.of(night),
        Optional.of(record.name().source()),
        Optional.of(record.name().input()),
        Optional.of(record.place().source()),
        Optional.of(record.place().input()),
        Optional.of(record.epoch()),
        Optional.of(record.deadEpochs()),
        look.map(Look::size),
        look.map(Look::modified),
        look.flatMap(Look::changed),
        content.map(Content::bytes),
        content.map(Content::crc32c),
        record.mark().map(Object.class::cast),
        Optional.of(counts.logs()),
        Optional.of(counts.bytes()),
        Optional.of(counts.offset()),
        Optional.of(counts.lines()),
        Optional.of(counts.entries()),
        Optional.of(counts.ignored()),
        Optional.of(counts.quarantined()),
        Optional.of(counts.refusedFiles()),
        Optional.of(record.firstSeen()),
        Optional.of(record.readAt()),
        record.deletedAt().map(Object.class::cast));
  }

  private static InputRecord record(Cells cells) {
    cells.number();
    InputName name = new InputName(cells.text(), cells.text());
    return new InputRecord(
        name,
        place(cells).orElse(name),
        (int) cells.number(),
        (int) cells.number(),
        observation(cells),
        cells.next().map(String.class::cast),
        new LineCounts(
            cells.number(),
            cells.number(),
            cells.number(),
            cells.number(),
            cells.number(),
            cells.number(),
            cells.number(),
            cells.number()),
        cells.instant().orElseThrow(),
        cells.instant().orElseThrow(),
        cells.instant());
  }

  /** Absent where an older program named an input by where it lay. */
  private static Optional<InputName> place(Cells cells) {
    Optional<Object> source = cells.next();
    Optional<Object> input = cells.next();
    return source.map(s -> new InputName((String) s, (String) input.orElseThrow()));
  }

  private static Observation observation(Cells cells) {
    Optional<Object> size = cells.next();
    Optional<Instant> modified = cells.instant();
    Optional<Instant> changed = cells.instant();
    Optional<Object> bytes = cells.next();
    Optional<Object> crc = cells.next();
    return new Observation(
        size.map(s -> new Look((Long) s, modified.orElseThrow(), changed)),
        bytes.map(b -> new Content((Long) b, (Long) crc.orElseThrow())));
  }

  /** Goes through the cells of a row in order. */
  private static final class Cells {
    private final List<Optional<Object>> row;
    private int at;

    Cells(List<Optional<Object>> row) {
      this.row = row;
    }

    Optional<Object> next() {
      return row.get(at++);
    }

    /** A count; 0 where an older program did not count it. */
    long number() {
      return (Long) next().orElse(0L);
    }

    String text() {
      return (String) next().orElseThrow();
    }

    Optional<Instant> instant() {
      return next().map(Instant.class::cast);
    }
  }
}
