package dev.tokenlake.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.lake.UnsupportedLakeException;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of the fact table and the files they have. */
class FactStoreTest {
  @TempDir private Path folder;

  private FactStore store;

  @BeforeEach
  void anEmptyTable() {
    store = new FactStore(Place.of(folder.resolve("facts")));
    assertThat(store.latest()).isEmpty();
    store.create(StructType.fromDDL("key STRING, n BIGINT").json());
  }

  @Test
  void aCommitIsAVersionWithItsFilesAndEarlierOnesStay() throws IOException {
    StoredFile one = store.place(Part.FACTS, file("one"));
    StoredFile ledger = store.place(Part.LEDGER, file("ledger"));
    long first = store.commit(List.of(one, ledger), List.of());
    StoredFile two = store.place(Part.FACTS, file("two"));
    long second = store.commit(List.of(two), List.of(one));

    assertThat(store.at(first).files()).containsExactlyInAnyOrder(one, ledger);
    assertThat(store.at(second).paths(Part.FACTS)).containsExactly(two.path());
    assertThat(store.at(second).paths(Part.LEDGER)).containsExactly(ledger.path());
    assertThat(store.latest().orElseThrow().number()).isEqualTo(second);
    assertThat(new FactStore(Place.of(folder.resolve("facts"))).latest()).isEqualTo(store.latest());
    assertThatThrownBy(() -> store.at(second + 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileThatIsReplacedByOneOfTheSameBytesStays() throws IOException {
    StoredFile one = store.place(Part.FACTS, file("same"));
    StoredFile two = store.place(Part.FACTS, file("other"));
    store.commit(List.of(one, two), List.of());
    StoredFile again = store.place(Part.FACTS, file("same"));
    // As of a file that is written later.
    StoredFile later = new StoredFile(Part.FACTS, again.path(), again.bytes(), one.modified() + 1);

    long second = store.commit(List.of(later), List.of(one, two));

    assertThat(later.path()).isEqualTo(one.path());
    assertThat(store.at(second).paths(Part.FACTS)).containsExactly(one.path());
  }

  @Test
  void aFileIsNamedByItsBytes() throws IOException {
    StoredFile stored = store.place(Part.FACTS, file("some bytes"));

    assertThat(stored.sha256()).isEqualTo(Sha256.of(stored.path()));
    Files.writeString(Path.of(stored.path().location()), "other bytes");
    assertThat(stored.sha256()).isNotEqualTo(Sha256.of(stored.path()));
  }

  @Test
  void whatNoKeptVersionHasIsRemovedAndNothingElse() throws IOException {
    StoredFile one = store.place(Part.FACTS, file("one"));
    store.commit(List.of(one), List.of());
    StoredFile two = store.place(Part.FACTS, file("two"));
    long second = store.commit(List.of(two), List.of(one));
    StoredFile neverCommitted = store.place(Part.FACTS, file("of a dead run"));
    assertThat(neverCommitted.path().exists()).isTrue();

    store.collect(List.of(store.at(second)));

    assertThat(two.path().exists()).isTrue();
    assertThat(one.path().exists()).isFalse();
    assertThat(neverCommitted.path().exists()).isFalse();
    assertThat(store.latest().orElseThrow().files()).containsExactly(two);
  }

  @Test
  void aCommitThatWasNeverFinishedIsRemovedAndNothingElseOfTheLog() throws IOException {
    long first = store.commit(List.of(store.place(Part.FACTS, file("one"))), List.of());
    Path log = folder.resolve("facts/_delta_log");
    Set<Path> before = filesOf(log);
    Path dead = log.resolve(".%020d.json.0b9e.tmp".formatted(first + 1));
    Files.writeString(dead, "{}");
    Files.writeString(log.resolve("." + dead.getFileName() + ".crc"), "crc");
    assertThat(store.strays(List.of(store.at(first)))).hasSize(2);

    store.collect(List.of(store.at(first)));

    assertThat(filesOf(log)).isEqualTo(before);
    assertThat(before).anyMatch(path -> path.getFileName().toString().startsWith("."));
    assertThat(store.latest().orElseThrow().number()).isEqualTo(first);
  }

  private static Set<Path> filesOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void manyCommitsAreReadThroughTheirCheckpoints() throws IOException {
    for (int i = 0; i < 25; i++) {
      store.commit(List.of(store.place(Part.FACTS, file("file " + i))), List.of());
    }

    assertThat(store.latest().orElseThrow().files()).hasSize(25);
    try (var log = Files.list(folder.resolve("facts/_delta_log"))) {
      assertThat(log.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.contains("checkpoint"));
    }
  }

  /** {@code -Dstore.commits=1100} is three years of nights. */
  @Test
  void hundredsOfCommitsStayCheapToReadAndToAddTo() throws IOException {
    int commits = Integer.getInteger("store.commits", 60);
    StoredFile last = store.place(Part.FACTS, file("file 0"));
    store.commit(List.of(last), List.of());
    for (int i = 1; i < commits; i++) {
      StoredFile next = store.place(Part.FACTS, file("file " + i));
      store.commit(List.of(next), List.of(last));
      last = next;
    }

    FactVersion latest = store.latest().orElseThrow();
    assertThat(latest.files()).containsExactly(last);
    assertThat(latest.number()).isEqualTo(commits);
    // What a night reads of the log: the last checkpoint and the commits behind it.
    assertThat(latest.number() - lastCheckpoint()).isBetween(0L, 10L);
    store.collect(List.of(latest));
    try (var files = Files.list(folder.resolve("facts/part=facts"))) {
      assertThat(files).containsExactly(Path.of(last.path().location()));
    }
  }

  @Test
  void logFilesThatNoKeptVersionNeedsAreRemovedAfterTheirTime() throws IOException {
    for (int i = 0; i < 12; i++) {
      store.commit(List.of(store.place(Part.FACTS, file("file " + i))), List.of());
    }
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(400)));
    try (var log = Files.list(folder.resolve("facts/_delta_log"))) {
      for (Path file : log.toList()) {
        Files.setLastModifiedTime(file, longAgo);
      }
    }
    for (int i = 12; i < 30; i++) {
      store.commit(List.of(store.place(Part.FACTS, file("file " + i))), List.of());
    }

    assertThat(store.latest().orElseThrow().files()).hasSize(30);
    assertThat(folder.resolve("facts/_delta_log/00000000000000000005.json")).doesNotExist();
    assertThatThrownBy(() -> store.at(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No version 5 of the facts");
  }

  @Test
  void aVersionThatCannotBeReadIsNoneThatIsGone() throws IOException {
    long first = store.commit(List.of(store.place(Part.FACTS, file("one"))), List.of());
    long second = store.commit(List.of(store.place(Part.FACTS, file("two"))), List.of());
    Path commit = folder.resolve("facts/_delta_log/%020d.json".formatted(first));
    Files.writeString(commit, "{\"add\":");

    assertThatThrownBy(() -> store.at(first)).isInstanceOf(DamagedLakeException.class);

    Files.delete(commit);
    assertThatThrownBy(() -> store.at(second)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTableOfALaterProgramIsNotTouched() throws IOException {
    store.commit(List.of(store.place(Part.FACTS, file("one"))), List.of());
    Path log = folder.resolve("facts/_delta_log");
    Path commit = log.resolve("00000000000000000002.json");
    Files.writeString(
        commit,
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"unheardOf\"],\"writerFeatures\":[\"unheardOf\"]}}\n");

    assertThatThrownBy(() -> store.requireWritable())
        .isInstanceOf(UnsupportedLakeException.class)
        .hasMessageContaining("unheardOf");

    // Of a feature that only writers have to know, too.
    Files.writeString(
        commit,
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":7,"
            + "\"writerFeatures\":[\"unheardOf\"]}}\n");
    assertThatThrownBy(() -> store.requireWritable())
        .isInstanceOf(UnsupportedLakeException.class)
        .hasMessageContaining("unheardOf");
  }

  private long lastCheckpoint() throws IOException {
    String text = Files.readString(folder.resolve("facts/_delta_log/_last_checkpoint"));
    return new ObjectMapper().readTree(text).path("version").asLong();
  }

  private Place file(String content) throws IOException {
    return Place.of(Files.writeString(folder.resolve("fresh.parquet"), content));
  }
}
