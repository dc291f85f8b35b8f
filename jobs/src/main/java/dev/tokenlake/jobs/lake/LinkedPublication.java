package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
  private static final String CURRENT = "current";
  private static final Path THROUGH_CURRENT = Path.of(".generations", CURRENT, "tables");

  /**
   * {@inheritDoc}
   *
   * @throws DamagedLakeException when the link is none, or leads elsewhere than to a generation
   */
  @Override
  public Optional<Generation> current() {
    Place link = pointer();
    refuseFolder(link);
    Optional<Place> target = real(link);
    if (target.filter(found -> !NUMBER.matcher(found.name()).matches()).isPresent()) {
      throw new DamagedLakeException("%s does not lead to a generation".formatted(link));
    }
    return target.map(LinkedPublication::generation);
  }

  private Place pointer() {
    return lake.generations().resolve(CURRENT);
  }

  @Override
  public Optional<Place> tables() {
    return real(lake.tables()).filter(Place::isFolder);
  }

  @Override
  public List<Generation> all() {
    Optional<Long> published = current().map(Generation::number);
    return folders().stream()
        .filter(folder -> published.map(n -> folder.number() <= n).orElse(folder.isWhole()))
        .toList();
  }

  @Override
  public List<Place> leftovers() {
    Optional<Long> published = current().map(Generation::number);
    return folders().stream()
        .filter(
            folder ->
                published
                    .map(n -> folder.number() > n || folder.number() <= n - KEPT)
                    .orElse(!folder.isWhole()))
        .map(Generation::root)
        .toList();
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    boolean published = current().isPresent();
    boolean wasPublished = !all().isEmpty() || isLink(pointer()) || isLink(lake.tables());
    if (!published && wasPublished) {
      findings.add(finding(pointer(), "is missing or leads nowhere"));
    }
    if (wasPublished && !leadsTo(path(lake.tables()), THROUGH_CURRENT)) {
      findings.add(finding(lake.tables(), "is not the link " + THROUGH_CURRENT));
    }
    return findings;
  }

  private static Finding finding(Place place, String problem) {
    return new Finding(place.location(), "link", problem);
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
    refuseFolder(lake.tables());
    link(path(lake.tables()), THROUGH_CURRENT);
    link(path(pointer()), Path.of(generation.root().name()));
    lake.generations().syncNames();
    lake.root().syncNames();
  }

  private static Generation generation(Place root) {
    return new Generation(Long.parseLong(root.name()), root);
  }

  /** What was a link is a folder after a copy that followed links. */
  private static void refuseFolder(Place link) {
    if (Files.isDirectory(path(link), LinkOption.NOFOLLOW_LINKS)) {
      throw new DamagedLakeException(
          "%s is a folder, not a link; copy a lake with its links, as cp -a does".formatted(link));
    }
  }

  private static boolean isLink(Place link) {
    return Files.isSymbolicLink(path(link));
  }

  private static boolean leadsTo(Path link, Path target) {
    try {
      return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + link, e);
    }
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
    if (leadsTo(link, target)) {
      return;
    }
    try {
      Path fresh = link.resolveSibling("." + link.getFileName() + ".next");
      Files.deleteIfExists(fresh);
      Files.createSymbolicLink(fresh, target);
      Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot link " + link, e);
    }
  }
}
