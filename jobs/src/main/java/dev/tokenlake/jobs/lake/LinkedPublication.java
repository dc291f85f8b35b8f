package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
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

/**
 * Publication on a local disk: {@code tables} is a link through {@code .generations/current}, so
 * replacing that one link publishes all tables of a night.
 */
record LinkedPublication(LakeLayout lake) implements Publication {
  private static final Pattern NUMBER = Pattern.compile("\\d{6,18}");

  @Override
  public Optional<Generation> current() {
    return real(lake.generations().resolve("current")).map(LinkedPublication::generation);
  }

  @Override
  public Optional<Place> tables() {
    return real(lake.tables()).filter(Place::isFolder);
  }

  @Override
  public List<Generation> all() {
    long published = current().map(Generation::number).orElse(0L);
    return folders().stream().filter(folder -> folder.number() <= published).toList();
  }

  @Override
  public List<Place> leftovers() {
    long published = current().map(Generation::number).orElse(0L);
    return folders().stream()
        .filter(folder -> folder.number() > published || folder.number() <= published - KEPT)
        .map(Generation::root)
        .toList();
  }

  private List<Generation> folders() {
    return lake.generations().children().stream()
        .filter(folder -> Files.isDirectory(path(folder), LinkOption.NOFOLLOW_LINKS))
        .filter(folder -> NUMBER.matcher(folder.name()).matches())
        .map(LinkedPublication::generation)
        .sorted(Comparator.comparingLong(Generation::number))
        .toList();
  }

  /** Who loses the lock of a local lake is dead. */
  @Override
  public void fence() {}

  @Override
  public Place fresh(long number) {
    return lake.generations().resolve("%06d".formatted(number));
  }

  @Override
  public void publish(Generation generation, Runnable check) {
    check.run();
    link(path(lake.tables()), Path.of(".generations", "current", "tables"));
    link(path(lake.generations().resolve("current")), Path.of(generation.root().name()));
    lake.generations().syncNames();
    lake.root().syncNames();
  }

  private static Generation generation(Place root) {
    return new Generation(Long.parseLong(root.name()), root);
  }

  private static Path path(Place place) {
    return ((LocalPlace) place).path();
  }

  private static Optional<Place> real(Place link) {
    if (!link.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Place.of(path(link).toRealPath()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + link, e);
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
