package dev.tokenlake.jobs.ledger;

import dev.tokenlake.parsing.discover.LogInput;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * A place in an archive; also what names an input in a lake for good, after the place where it was
 * first found.
 *
 * @param source label of the archive
 * @param input path below the archive's root
 */
public record InputName(String source, String input)
    implements Comparable<InputName>, Serializable {
  private static final Comparator<InputName> ORDER =
      Comparator.comparing(InputName::source).thenComparing(InputName::input);

  public InputName {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(input, "input");
  }

  /** Where an input lies. */
  public static InputName of(LogInput input) {
    return new InputName(input.source(), input.name());
  }

  /** Names another input that was found at the same place; no place is called so. */
  InputName numbered(int number) {
    return new InputName(source, input + "%#" + number);
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
