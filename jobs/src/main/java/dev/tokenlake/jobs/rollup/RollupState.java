package dev.tokenlake.jobs.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the next night has to know of the tables of this one to make only what changes.
 *
 * @param sessions how many there are
 * @param projects name of each project path
 * @param usage what each file of the usage table holds, by name
 */
public record RollupState(
    long sessions, SortedMap<String, Named> projects, SortedMap<String, UsagePart> usage) {
  /** Name of its file in a generation. */
  public static final String NAME = "rollup.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public RollupState {
    projects = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(projects));
    usage = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(usage));
  }

  /**
   * Names of a project.
   *
   * @param group empty for none
   */
  public record Named(String project, String group) {}

  /**
   * A file of the usage table.
   *
   * @param lanes of the {@link RowDigest} over its rows
   * @param sums of its rows
   */
  public record UsagePart(List<Long> lanes, UsageSums sums) {
    public UsagePart {
      lanes = List.copyOf(lanes);
      Objects.requireNonNull(sums, "sums");
    }

    static UsagePart of(RowDigest digest, UsageSums sums) {
      return new UsagePart(digest.lanes(), sums);
    }
  }

  /** Writes it into its generation. */
  void write(Generation generation) {
    Place file = generation.root().resolve(NAME);
    try {
      file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** That of a generation; absent when it has none or none that can be read. */
  public static Optional<RollupState> of(Generation generation) {
    Place file = generation.root().resolve(NAME);
    if (!file.isFile()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.read(), RollupState.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
