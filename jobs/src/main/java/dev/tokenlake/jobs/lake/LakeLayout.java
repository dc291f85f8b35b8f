package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.LocalPlace;
import dev.tokenlake.jobs.place.Place;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where everything lies in a lake.
 *
 * @param root folder of the lake
 * @param scratch folder on this machine for what runs leave between logs and a lake elsewhere
 */
public record LakeLayout(Place root, Path scratch) {
  public LakeLayout {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(scratch, "scratch");
  }

  /** A lake on this machine, which holds what its runs leave between logs and lake. */
  public LakeLayout(Path root) {
    this(new LocalPlace(root), root);
  }

  /** Published tables: one folder of plain Parquet each. */
  public Place tables() {
    return root.resolve("tables");
  }

  /** Fact table that the published tables are made from: a Delta table. Internal. */
  public Place facts() {
    return root.resolve("facts");
  }

  /** One JSON per run, and Spark's log of it. */
  public Place runs() {
    return root.resolve("runs");
  }

  /** Complete sets of tables, one folder each. */
  public Place generations() {
    return root.resolve(".generations");
  }

  /** Says which layout this is. */
  public Place format() {
    return root.resolve("lake.json");
  }

  /** Held by the run that writes. */
  public Place lock() {
    return root.resolve(".lock");
  }

  /** Scratch space of runs; empty between them. */
  public Place work() {
    return root.resolve(".work");
  }
}
