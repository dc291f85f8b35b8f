package dev.tokenlake.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes, publishes and collects generations. A generation is built aside and becomes visible by one
 * atomic rename of a link; a run that dies before leaves a folder that the next run removes.
 */
public final class Generations {
  /** Older generations that are kept so that a reader in the middle of a read is not broken. */
  private static final int KEPT = 7;

  private static final Pattern NUMBER = Pattern.compile("\\d{6,18}");

  private final LakeLayout lake;

  public Generations(LakeLayout lake) {
    this.lake = lake;
  }

  /** The published generation; absent in a lake without a night. */
  public Optional<Generation> current() {
    if (!Files.exists(lake.current())) {
      return Optional.empty();
    }
    try {
      Path root = lake.current().toRealPath();
      return Optional.of(new Generation(Long.parseLong(root.getFileName().toString()), root));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + lake.current(), e);
    }
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
    Path root = lake.generations().resolve(Generation.folderName(number));
    Folders.create(root);
    return new Generation(number, root);
  }

  /** Makes a generation the one that readers see. */
  public void publish(Generation generation) {
    Folders.sync(generation.root());
    link(lake.tables(), Path.of(".generations", "current", "tables"));
    link(lake.current(), Path.of(generation.root().getFileName().toString()));
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

  /** Its manifest goes first: what has one is whole. */
  private static void remove(Generation generation) {
    try {
      Files.deleteIfExists(generation.root().resolve(GenerationManifest.NAME));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + generation.root(), e);
    }
    Folders.deleteAll(generation.root());
  }

  /** Every generation there is, by number; those of dead runs too. */
  public List<Generation> all() {
    if (!Files.isDirectory(lake.generations())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(lake.generations())) {
      return folders
          .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
          .filter(folder -> NUMBER.matcher(folder.getFileName().toString()).matches())
          .map(f -> new Generation(Long.parseLong(f.getFileName().toString()), f))
          .sorted(Comparator.comparingLong(Generation::number))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + lake.generations(), e);
    }
  }

  private static void link(Path link, Path target) {
    try {
      if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
        return;
      }
      Path fresh = link.resolveSibling("." + link.getFileName() + ".next");
      Files.deleteIfExists(fresh);
      Files.createSymbolicLink(fresh, target);
      Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot link " + link, e);
    }
  }
}
