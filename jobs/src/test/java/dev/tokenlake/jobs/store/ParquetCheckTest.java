package dev.tokenlake.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage to a Parquet file shows, even where nobody knows what its bytes should be. */
class ParquetCheckTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message rows { required int64 n; required binary text (STRING); }");

  @TempDir private Path folder;

  private Path file;
  private byte[] sound;

  @BeforeEach
  void aFile() throws IOException {
    file = folder.resolve("rows.parquet");
    Random random = new Random(1);
    List<List<Optional<Object>>> rows = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      rows.add(
          List.of(
              Optional.of(random.nextLong()), Optional.of(Long.toHexString(random.nextLong()))));
    }
    ParquetSink.write(Place.of(file), SCHEMA, Map.of(), rows.iterator());
    sound = Files.readAllBytes(file);
    assertThat(ParquetCheck.problem(Place.of(file))).isEmpty();
  }

  @Test
  void everyBitFlippedInAPageIsFoundByItsChecksumAlone() throws IOException {
    Random random = new Random(2);
    List<long[]> bodies = pageBodies();
    for (int flip = 0; flip < 300; flip++) {
      long[] body = bodies.get(random.nextInt(bodies.size()));
      int at = (int) (body[0] + random.nextLong(body[1] - body[0]));
      byte[] damaged = sound.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertThat(ParquetCheck.problem(Place.of(file))).as("byte %d", at).isPresent();
    }
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    Random random = new Random(3);
    for (int cut = 0; cut < 100; cut++) {
      Files.write(file, Arrays.copyOf(sound, random.nextInt(sound.length)));
      assertThat(ParquetCheck.problem(Place.of(file))).isPresent();
    }
  }

  @Test
  void aFileThatIsMissingOrNoParquetIsFound() throws IOException {
    Files.writeString(file, "PAR1 but nothing else");
    assertThat(ParquetCheck.problem(Place.of(file))).isPresent();
    Files.delete(file);
    assertThat(ParquetCheck.problem(Place.of(file))).isPresent();
  }

  /** Ranges that surely lie in column chunks, past the header of their first page. */
  private List<long[]> pageBodies() throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    List<long[]> bodies = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      for (ColumnChunkMetaData chunk : reader.getFooter().getBlocks().get(0).getColumns()) {
        // Values are random: one page of several kilobytes ends each chunk.
        long end = chunk.getStartingPos() + chunk.getTotalSize();
        bodies.add(new long[] {end - 2_000, end});
      }
    }
    return bodies;
  }
}
