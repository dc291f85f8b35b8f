package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.Place;
import java.util.List;
import java.util.Optional;

/**
 * Makes, publishes and collects generations. A generation is built aside and becomes visible by one
 * atomic step; a run that dies before leaves a folder that the next run removes.
 */
public final class Generations {
  /** Older generations that are kept so that a reader in the middle of a read is not broken. */
  private static final int KEPT = 7;

  private final Publication publication;

  public Generations(LakeLayout lake) {
    this.publication = Publication.of(lake);
  }

  /** The published generation; absent in a lake without a night. */
  public Optional<Generation> current() {
    return publication.current();
  }

  /** Folder of the published tables, which stays the same when another is published meanwhile. */
  public Optional<Place> tables() {
    return publication.tables();
  }

  /** An empty generation after the published one; leftovers of dead runs are removed. */
  public Generation begin() {
    long published = current().map(Generation::number).orElse(0L);
    for (Generation other : all()) {
      if (other.number() > published) {
        remove(other);
      }
    }
    long number = published + 1;
    Place root = publication.fresh(number);
    root.createFolder();
    return new Generation(number, root);
  }

  /** Makes a generation the one that readers see. */
  public void publish(Generation generation) {
    generation.root().sync();
    publication.publish(generation);
  }

  /** Removes generations that no reader can still need, and what dead runs left of others. */
  public void collect() {
    long published = current().map(Generation::number).orElse(0L);
    for (Generation other : all()) {
      if (other.number() <= published - KEPT || other.number() > published) {
        remove(other);
      }
    }
  }

  /** Removes a generation, its manifest first: what has one is whole. */
  public void remove(Generation generation) {
    generation.root().resolve(GenerationManifest.NAME).deleteAll();
    generation.root().deleteAll();
  }

  /** Every generation there is, by number; those of dead runs too. */
  public List<Generation> all() {
    return publication.all();
  }
}
