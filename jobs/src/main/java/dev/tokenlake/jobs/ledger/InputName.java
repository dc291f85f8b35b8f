package dev.tokenlake.jobs.ledger;

import java.util.Comparator;
import java.util.Objects;

/**
 * What names an input in a lake.
 *
 * @param source label of its archive
 * @param input path below the archive's root
 */
public record InputName(String source, String input) implements Comparable<InputName> {
  private static final Comparator<InputName> ORDER =
      Comparator.comparing(InputName::source).thenComparing(InputName::input);

  public InputName {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(input, "input");
  }

  /** Last part of the path. */
  String fileName() {
    return input.substring(input.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(InputName other) {
    return ORDER.compare(this, other);
  }
}
