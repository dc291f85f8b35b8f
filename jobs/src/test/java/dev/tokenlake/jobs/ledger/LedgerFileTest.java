package dev.tokenlake.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.ParquetSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger comes back as it was written. */
class LedgerFileTest {
  private static final Instant NIGHT = Instant.parse("2026-03-01T02:00:00.123456Z");

  @TempDir private Path folder;

  @Test
  void aRecordComesBackWithAllItHasAndWithoutWhatItLacks() {
    InputRecord full =
        new InputRecord(
            new InputName("laptop", "projects/ü%0A.jsonl"),
            new InputName("desktop", "projects/ä.jsonl"),
            3,
            2,
            new Observation(
                Optional.of(new Look(120, NIGHT, Optional.of(NIGHT.plusSeconds(1)))),
                Optional.of(new Content(120, 0xFFFF_FFFFL))),
            Optional.of("{}"),
            new LineCounts(1, 120, 118, 10, 6, 3, 1, 2),
            NIGHT,
            NIGHT.plusSeconds(2),
            Optional.of(NIGHT.plusSeconds(3)));
    InputRecord bare =
        new InputRecord(
            new InputName("laptop", "gone.jsonl"),
            new InputName("laptop", "gone.jsonl"),
            1,
            0,
            new Observation(Optional.empty(), Optional.empty()),
            Optional.empty(),
            LineCounts.NONE,
            NIGHT,
            NIGHT,
            Optional.empty());
    Place file = Place.of(folder.resolve("ledger.parquet"));

    LedgerFile.write(file, 1, List.of(full, bare));

    assertThat(LedgerFile.read(List.of(file)).records().values()).containsExactly(bare, full);
  }

  @Test
  void theLaterNightHoldsWhateverTheOrderOfTheFiles() {
    InputRecord first = counting(1);
    InputRecord second = counting(2);
    Place one = Place.of(folder.resolve("one.parquet"));
    Place other = Place.of(folder.resolve("other.parquet"));
    LedgerFile.write(one, 9, List.of(first));
    LedgerFile.write(other, 10, List.of(second));

    assertThat(LedgerFile.read(List.of(one, other)).records().values()).containsExactly(second);
    assertThat(LedgerFile.read(List.of(other, one)).records().values()).containsExactly(second);
    assertThat(LedgerFile.read(List.of()).records()).isEmpty();
  }

  @Test
  void aLedgerOfAnOlderProgramLacksWhatThatDidNotKnow() {
    Place older = Place.of(folder.resolve("older.parquet"));
    ParquetSink.write(
        older,
        MessageTypeParser.parseMessageType(
            """
            message ledger {
              required binary ledger_source (STRING);
              required int64 ledger_night;
              required binary ledger_input (STRING);
              required int32 ledger_epoch;
              required int64 ledger_lines;
              required int64 ledger_entries;
              required int64 ledger_first_seen (TIMESTAMP(MICROS,true));
              required int64 ledger_read_at (TIMESTAMP(MICROS,true));
            }
            """),
        Map.of(),
        List.<List<Optional<Object>>>of(
                List.of(
                    Optional.of("laptop"),
                    Optional.of(3L),
                    Optional.of("old.jsonl"),
                    Optional.of(1),
                    Optional.of(5L),
                    Optional.of(5L),
                    Optional.of(NIGHT),
                    Optional.of(NIGHT)))
            .iterator());
    Place newer = Place.of(folder.resolve("newer.parquet"));
    LedgerFile.write(newer, 4, List.of(counting(2)));

    InputRecord expected =
        new InputRecord(
            new InputName("laptop", "old.jsonl"),
            new InputName("laptop", "old.jsonl"),
            1,
            0,
            new Observation(Optional.empty(), Optional.empty()),
            Optional.empty(),
            new LineCounts(0, 0, 0, 5, 5, 0, 0, 0),
            NIGHT,
            NIGHT,
            Optional.empty());
    assertThat(LedgerFile.read(List.of(older, newer)).records().values())
        .containsExactly(counting(2), expected);
    assertThat(LedgerFile.read(List.of(newer, older)).records().values())
        .containsExactly(counting(2), expected);
  }

  private static InputRecord counting(long lines) {
    return new InputRecord(
        new InputName("laptop", "a.jsonl"),
        new InputName("laptop", "a.jsonl"),
        1,
        0,
        new Observation(Optional.empty(), Optional.empty()),
        Optional.empty(),
        new LineCounts(1, 1, 1, lines, lines, 0, 0, 0),
        NIGHT,
        NIGHT,
        Optional.empty());
  }
}
