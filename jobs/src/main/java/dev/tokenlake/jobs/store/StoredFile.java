package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import java.util.Objects;

/**
 * A data file of the fact table. Its name is the SHA-256 of its bytes, so that a changed bit shows.
 *
 * @param path where it lies
 * @param bytes its length
 * @param modified milliseconds since the epoch, as the table's log says
 */
public record StoredFile(Part part, Place path, long bytes, long modified) {
  public StoredFile {
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(path, "path");
    if (bytes < 1) {
      throw new IllegalArgumentException("Empty data file: " + path);
    }
  }

  /** SHA-256 of its bytes, hexadecimal, as its name has it. */
  public String sha256() {
    String name = path.name();
    return name.substring(0, name.indexOf('.'));
  }
}
