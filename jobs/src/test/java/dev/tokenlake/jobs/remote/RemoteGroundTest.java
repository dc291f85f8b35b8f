package dev.tokenlake.jobs.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.jobs.ingest.FactFiles;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeHeldException;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.lake.LakeLostException;
import dev.tokenlake.jobs.lake.Scratch;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.place.RemotePlace;
import dev.tokenlake.jobs.place.RemoteStorage;
import dev.tokenlake.jobs.store.FactStore;
import dev.tokenlake.jobs.store.Part;
import dev.tokenlake.jobs.store.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What lakes stand on does on a server what it does on a local disk; no Spark is started. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RemoteGroundTest {
  private Path folder;
  private RemoteServer server;

  abstract RemoteServer start(Path in);

  @BeforeAll
  void startTheServer(@TempDir Path in) {
    folder = in;
    server = start(in);
  }

  @AfterAll
  void stopTheServer() {
    if (server != null) {
      server.close();
    }
  }

  private LakeLayout lake(String name) {
    return new LakeLayout(Place.of(server.lake(name), server.settings()), folder);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Place file) {
    return new String(file.read(), StandardCharsets.UTF_8);
  }

  @Test
  void filesAreWrittenListedMovedAndRemoved() throws IOException {
    Place root = lake("files").root();
    assertThat(root.exists()).isFalse();
    assertThat(root.children()).isEmpty();
    Place file = root.resolve("below/a b=c.txt");
    file.write(bytes("one"));
    file.write(bytes("two"));
    assertThat(text(file)).isEqualTo("two");
    assertThat(file.isFile()).isTrue();
    assertThat(file.size()).isEqualTo(3);
    assertThat(file.within(root)).isEqualTo("below/a b=c.txt");

    Path local = Files.writeString(folder.resolve("local.txt"), "three");
    Place.of(local).moveTo(file);
    assertThat(local).doesNotExist();
    assertThat(text(file)).isEqualTo("three");
    file.moveTo(root.resolve("moved.txt"));
    assertThat(file.exists()).isFalse();
    root.resolve("below/deeper/x").write(bytes("x"));
    root.resolve("below").cloneTo(root.resolve("copy"));
    assertThat(root.files())
        .extracting(found -> found.within(root))
        .containsExactly("below/deeper/x", "copy/deeper/x", "moved.txt");
    root.resolve("below").deleteAll();
    assertThat(root.children()).extracting(Place::name).containsExactly("copy", "moved.txt");
  }

  @Test
  void commitsOfFactsAreVersionsAndNoneIsMadeTwice() throws IOException {
    Place root = lake("facts").facts();
    FactStore store = new FactStore(root);
    assertThat(store.latest()).isEmpty();
    store.create(StructType.fromDDL("key STRING, n BIGINT").json());
    StoredFile one = store.place(Part.FACTS, fresh("one"));
    long first = store.commit(List.of(one), List.of());
    for (int i = 0; i < 12; i++) {
      store.commit(List.of(store.place(Part.FACTS, fresh("file " + i))), List.of());
    }
    assertThat(new FactStore(root).latest().orElseThrow().files()).hasSize(13).contains(one);
    assertThat(store.at(first).files()).containsExactly(one);

    // Somebody commits between this store's look at the log and its own commit.
    StoredFile late = store.place(Part.FACTS, fresh("late"));
    FactStore[] meddler = {new FactStore(root)};
    FactStore slow = new FactStore(root, () -> meddler[0].commit(List.of(late), List.of()));
    StoredFile lost = store.place(Part.FACTS, fresh("lost"));
    assertThatThrownBy(() -> slow.commit(List.of(lost), List.of()))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("14");
    assertThat(store.latest().orElseThrow().files()).contains(late).doesNotContain(lost);

    store.collect(List.of(store.latest().orElseThrow()));
    assertThat(lost.path().exists()).isFalse();
    assertThat(late.path().exists()).isTrue();
  }

  private Place fresh(String content) throws IOException {
    return Place.of(Files.writeString(folder.resolve("fresh.parquet"), content));
  }

  @Test
  void publicationIsOneStepAndTheLateOneOfTwoIsRefused() {
    LakeLayout lake = lake("published");
    try (LakeLock lock = LakeLock.take(lake)) {
      LakeFormat.claim(lake);
      Generations writer = new Generations(lake, lock);
      assertThat(writer.tables()).isEmpty();
      for (int night = 1; night <= 9; night++) {
        writer.publish(built(writer.begin()));
        assertThat(new Generations(lake).current().orElseThrow().number()).isEqualTo(night);
      }
      writer.collect();
      assertThat(writer.all())
          .extracting(Generation::number)
          .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
      assertThat(lake.generations().children()).hasSize(7);
      assertThat(text(writer.tables().orElseThrow().resolve("t/part"))).isEqualTo("9");

      Generation dead = writer.begin();
      built(dead);
      Generations late = new Generations(lake, lock);
      Generation slow = late.begin();
      assertThat(dead.root().exists()).as("left by a dead run").isFalse();
      built(slow);
      Place kept = slow.root();
      Generations other = new Generations(lake, lock);
      // What the late one built is taken for a dead run's and removed.
      other.publish(built(other.begin()));
      assertThat(kept.exists()).isFalse();
      built(slow);
      assertThatThrownBy(() -> late.publish(slow)).isInstanceOf(LakeLostException.class);
      assertThat(text(new Generations(lake).tables().orElseThrow().resolve("t/part")))
          .isEqualTo("10");
      assertThat(new Generations(lake).tables()).isEqualTo(other.tables());
    }
  }

  @Test
  void oneThatSleptWhileAnotherTookTheLakeOverPublishesNothing() {
    LakeLayout lake = lake("taken-over");
    try (LakeLock lock = LakeLock.take(lake)) {
      LakeFormat.claim(lake);
      Generations first = new Generations(lake, lock);
      first.publish(built(first.begin()));
      Generations sleeper = new Generations(lake, lock);
      Generation late = built(sleeper.begin());

      // The other has removed what the sleeper built, and has published nothing yet.
      Generations other = new Generations(lake, lock);
      Generation fresh = other.begin();
      assertThat(late.root().exists()).isFalse();
      built(late);
      assertThatThrownBy(() -> sleeper.publish(late)).isInstanceOf(LakeLostException.class);

      assertThat(new Generations(lake).current().orElseThrow().number()).isEqualTo(1);
      other.publish(built(fresh));
      assertThat(new Generations(lake).current()).contains(fresh);
    }
  }

  @Test
  void factsThatAnotherRunTookForLeftoversAreNotCommitted() throws IOException {
    Place root = lake("taken-facts").facts();
    FactStore other = new FactStore(root);
    other.create(FactFiles.tableSchema().json());
    boolean[] asleep = {false};
    Runnable takenOverMeanwhile =
        () -> {
          if (asleep[0]) {
            other.collect(List.of(other.latest().orElseThrow()));
          }
        };
    FactStore sleeper = new FactStore(root, takenOverMeanwhile);
    StoredFile placed = sleeper.place(Part.FACTS, fresh("a night's facts"));

    asleep[0] = true;
    assertThatThrownBy(() -> sleeper.commit(List.of(placed), List.of()))
        .isInstanceOf(RuntimeException.class);

    assertThat(placed.path().exists()).isFalse();
    assertThat(other.latest().orElseThrow().files()).isEmpty();
  }

  private static Generation built(Generation generation) {
    Place part = generation.tables().resolve("t/part");
    part.write(bytes(Long.toString(generation.number())));
    new GenerationManifest(
            generation.number(),
            Instant.EPOCH,
            1,
            "facts",
            "basis",
            Map.of(),
            Map.of("tables/t/part", "sum"))
        .write(generation);
    return generation;
  }

  @Test
  void oneThatLostTheLakeBehindItsLastLookReplacesNothing() {
    LakeLayout lake = lake("overtaken");
    RemotePlace file = (RemotePlace) lake.root().resolve("current.json");
    Optional<String> seen = file.replace(Optional.empty(), bytes("last night's"));
    assertThat(seen).isPresent();

    Runnable sleepWhileAnotherRunTakesOver =
        () -> {
          Scratch.open(lake, "local").close();
          assertThat(file.replace(seen, bytes("the other's"))).isPresent();
        };
    assertThat(file.replace(seen, bytes("late"), sleepWhileAnotherRunTakesOver)).isEmpty();
    assertThat(text(file)).isEqualTo("the other's");

    Runnable fail =
        () -> {
          throw new LakeLostException("lost");
        };
    Optional<String> others = file.stamped().map(RemoteStorage.Stamped::stamp);
    assertThatThrownBy(() -> file.replace(others, bytes("lost"), fail))
        .isInstanceOf(LakeLostException.class);
    assertThat(text(file)).isEqualTo("the other's");
    assertThat(lake.root().files()).as("nothing is left over").containsExactly(file);
  }

  @Test
  void aSecondHostIsTurnedAwayUntilTheHolderIsDeadAndItsLeaseIsOver() throws Exception {
    LakeLayout lake = lake("held");
    LakeLock.take(lake).close();
    try (OtherHost holder = OtherHost.holding(lake.root().location(), server.settings())) {
      assertThatThrownBy(() -> LakeLock.take(lake))
          .isInstanceOf(LakeHeldException.class)
          .hasMessageContaining("Another run holds " + lake.root())
          .hasMessageContaining(": process " + holder.pid() + " on ")
          .hasMessageContaining(" since 20");
      Thread.sleep(server.leaseSeconds() * 1500L);
      assertThatThrownBy(() -> LakeLock.take(lake))
          .as("a living holder keeps it for longer than a lease")
          .isInstanceOf(LakeHeldException.class);
      assertThat(holder.asks()).contains("still holds");

      holder.kill();
      takenWithin(lake, server.leaseSeconds() * 4).close();
    }
    // One that ends in peace leaves it at once.
    LakeLock.take(lake).close();
    LakeLock.take(lake).close();
  }

  @Test
  void aHolderThatSleptThroughItsLeaseIsFenced() throws Exception {
    LakeLayout lake = lake("fenced");
    try (OtherHost sleeper = OtherHost.holding(lake.root().location(), server.settings())) {
      sleeper.signal("STOP");
      assertThatThrownBy(() -> LakeLock.take(lake)).isInstanceOf(LakeHeldException.class);
      try (LakeLock lock = takenWithin(lake, server.leaseSeconds() * 4)) {
        sleeper.signal("CONT");
        assertThat(sleeper.asks()).contains("no longer holds " + lake.root());
        lock.check();
        sleeper.kill();
        lock.check();
      }
    }
  }

  private static LakeLock takenWithin(LakeLayout lake, int seconds) throws InterruptedException {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    while (true) {
      try {
        return LakeLock.take(lake);
      } catch (LakeHeldException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(500);
      }
    }
  }
}
