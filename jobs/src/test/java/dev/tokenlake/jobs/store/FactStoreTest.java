package dev.tokenlake.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private Place file(String content) throws IOException {
    return Place.of(Files.writeString(folder.resolve("fresh.parquet"), content));
  }
}
