package dev.tokenlake.jobs.lake;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where everything lies in a lake. {@code tables} is a link through {@code .generations/current},
 * so replacing that one link publishes all tables of a night.
 *
 * @param root folder of the lake, absolute
 */
public record LakeLayout(Path root) {
  public LakeLayout {
    Objects.requireNonNull(root, "root");
    root = root.toAbsolutePath().normalize();
  }

  /** Published tables: one folder of plain Parquet each. */
  public Path tables() {
    return root.resolve("tables");
  }

  /** Fact table that the published tables are made from: a Delta table. Internal. */
  public Path facts() {
    return root.resolve("facts");
  }

  /** One JSON per run, and Spark's log of it. */
  public Path runs() {
    return root.resolve("runs");
  }

  /** Complete sets of facts and tables, one folder each. */
  public Path generations() {
    return root.resolve(".generations");
  }

  /** Link to the generation that is published. */
  public Path current() {
    return generations().resolve("current");
  }

  /** Says which layout this is. */
  public Path format() {
    return root.resolve("lake.json");
  }

  /** Held by the run that writes. */
  public Path lock() {
    return root.resolve(".lock");
  }

  /** Scratch space of runs; empty between them. */
  public Path work() {
    return root.resolve(".work");
  }
}
