package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The fact table as one commit left it.
 *
 * @param number of the commit, from 0
 * @param committedAt when, UTC
 * @param files data files, sorted by path
 */
public record FactVersion(long number, Instant committedAt, List<StoredFile> files) {
  public FactVersion {
    Objects.requireNonNull(committedAt, "committedAt");
    files = List.copyOf(files);
  }

  /** Files of one part. */
  public List<StoredFile> files(Part part) {
    return files.stream().filter(file -> file.part() == part).toList();
  }

  /** Where the files of one part lie. */
  public List<Place> paths(Part part) {
    return files(part).stream().map(StoredFile::path).toList();
  }
}
