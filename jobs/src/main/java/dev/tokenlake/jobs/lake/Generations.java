package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.Place;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes, publishes and collects generations. A generation is built aside and becomes visible by one
 * atomic step; a run that dies before leaves a folder that the next run removes.
 */
public final class Generations {
  /** Generations that are kept so that a reader in the middle of a read is not broken. */
  public static final int KEPT = Publication.KEPT;

  private final Publication publication;
  private final Optional<LakeLock> lock;

  private Generations(LakeLayout lake, Optional<LakeLock> lock) {
    this.publication = Publication.of(lake);
    this.lock = lock;
  }

  /** For readers. */
  public Generations(LakeLayout lake) {
    this(lake, Optional.empty());
  }

  /** For the run that holds the lake. */
  public Generations(LakeLayout lake, LakeLock lock) {
    this(lake, Optional.of(lock));
  }

  /** The published generation; absent in a lake without a night. */
  public Optional<Generation> current() {
    return publication.current();
  }

  /** The last of all that are kept. */
  public Optional<Generation> latest() {
    return all().stream().reduce((earlier, later) -> later);
  }

  /** Folder of the published tables, which stays the same when another is published meanwhile. */
  public Optional<Place> tables() {
    return publication.tables();
  }

  /** An empty generation after all that are kept; leftovers of dead runs are removed. */
  public Generation begin() {
    collect();
    long number = latest().map(Generation::number).orElse(0L) + 1;
    Place root = publication.fresh(number);
    root.createFolder();
    return new Generation(number, root);
  }

  /**
   * Makes a generation the one that readers see; the published one keeps being it.
   *
   * @throws LakeLostException when another run took the lake; nothing is published then
   */
  public void publish(Generation generation) {
    generation.root().sync();
    publication.publish(generation, this::check);
  }

  /** Whether readers see a generation, as far as that can be told. */
  public boolean isCurrent(Generation generation) {
    try {
      return current().filter(seen -> seen.number() == generation.number()).isPresent();
    } catch (UncheckedIOException | DamagedLakeException e) {
      return false;
    }
  }

  /** Removes generations that no reader can still need, and what dead runs left of others. */
  public void collect() {
    List<Place> leftovers = publication.leftovers();
    if (!leftovers.isEmpty()) {
      check();
      publication.fence();
      leftovers.forEach(this::remove);
    }
  }

  /** Removes a generation. */
  public void remove(Generation generation) {
    remove(generation.root());
  }

  /** Its manifest first: what has one is whole. */
  private void remove(Place folder) {
    check();
    folder.resolve(GenerationManifest.NAME).deleteAll();
    folder.deleteAll();
  }

  /** Folders that the next run removes. */
  public List<Place> leftovers() {
    return publication.leftovers();
  }

  /** What is wrong with how the lake says which one is published. */
  public List<Finding> findings() {
    return publication.findings();
  }

  private void check() {
    lock.orElseThrow(() -> new IllegalStateException("Only who holds a lake may write")).check();
  }

  /**
   * Every generation that is kept, by number; every whole one where nothing says which is
   * published.
   */
  public List<Generation> all() {
    return publication.all();
  }
}
