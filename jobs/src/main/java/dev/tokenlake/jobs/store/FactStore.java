package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.lake.DamagedLakeException;
import dev.tokenlake.jobs.lake.UnsupportedLakeException;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.place.RemotePlace;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.snapshot.MetadataCleanup;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;

/**
 * The fact table: a Delta table whose commits are made through Delta's kernel, so that looking into
 * it and adding to it costs no Spark job. What a commit adds lies on the disk before the commit
 * does; a commit is one file put there if absent.
 */
public final class FactStore {
  private static final String WRITER = "tokenlake";

  /** The log stays short, and still knows every version that a kept generation was made from. */
  static final Duration LOG_KEPT = Duration.ofDays(365);

  private final Place root;
  private final Runnable guard;
  private final Engine engine;

  /** The latest version as last seen. */
  private Optional<FactVersion> known = Optional.empty();

  /** For readers. */
  public FactStore(Place root) {
    this(root, () -> {});
  }

  /**
   * @param root folder of the table
   * @param guard fails when this process may no longer write; asked just before each change
   */
  public FactStore(Place root, Runnable guard) {
    this.root = root;
    this.guard = guard;
    this.engine = DefaultEngine.create(configuration(root));
  }

  /**
   * The latest version; absent before the first commit.
   *
   * @throws DamagedLakeException when the log cannot be read
   * @throws UnsupportedLakeException when a later program wrote it
   */
  public Optional<FactVersion> latest() {
    OptionalLong last = TableLog.commits(root).max();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    if (known.filter(version -> version.number() == last.getAsLong()).isEmpty()) {
      known = Optional.of(load(last.getAsLong()));
    }
    return known;
  }

  /**
   * An earlier version.
   *
   * @throws IllegalArgumentException when there is none of this number any more
   * @throws DamagedLakeException when it is there and cannot be read
   */
  public FactVersion at(long number) {
    if (!TableLog.has(root, number)) {
      throw new IllegalArgumentException("No version %d of the facts".formatted(number));
    }
    return load(number);
  }

  private FactVersion load(long number) {
    try {
      // By its number, since what is left of later versions that are lost is in the way otherwise.
      return version(TableManager.loadSnapshot(root.location()).atVersion(number));
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw refused(e);
    }
  }

  /**
   * Checks that this program may add to the table; one that is not there yet it may.
   *
   * @throws UnsupportedLakeException when it has features that this program does not know
   * @throws DamagedLakeException when its log cannot be read
   */
  public void requireWritable() {
    if (TableLog.commits(root).findAny().isPresent()) {
      try {
        snapshot(TableManager.loadSnapshot(root.location()))
            .buildUpdateTableTransaction(WRITER, Operation.WRITE)
            .build(engine);
      } catch (UncheckedIOException e) {
        throw e;
      } catch (RuntimeException e) {
        throw refused(e);
      }
    }
  }

  private RuntimeException refused(RuntimeException cause) {
    return cause instanceof UnsupportedTableFeatureException
            || cause instanceof UnsupportedProtocolVersionException
        ? new UnsupportedLakeException(
            "%s was written by a later program: %s".formatted(root, cause.getMessage()))
        : new DamagedLakeException(
            "The log of %s cannot be read; verify says where it is damaged".formatted(root), cause);
  }

  /** What is left of versions whose commits, the latest of all, are lost. */
  public List<Place> ofLostCommits() {
    return TableLog.ofLostCommits(root);
  }

  /** Makes the latest version that has a commit the one that the next commit follows. */
  public void forsakeLostCommits() {
    guard.run();
    TableLog.removeLostCommits(root);
  }

  /**
   * Makes the table.
   *
   * @param schemaJson columns as Spark writes a schema as JSON, the {@code part} aside
   */
  public void create(String schemaJson) {
    root.createFolder();
    StructType schema =
        DataTypeJsonSerDe.deserializeStructType(schemaJson)
            .add(Part.COLUMN, io.delta.kernel.types.StringType.STRING);
    Transaction transaction =
        TableManager.buildCreateTableTransaction(root.location(), schema, WRITER)
            .withDataLayoutSpec(DataLayoutSpec.partitioned(List.of(new Column(Part.COLUMN))))
            .build(engine);
    commit(transaction, List.of());
  }

  /**
   * Adds and removes files in one commit. A file's name says what is in it, so one that is both
   * removed and added stays as it is.
   *
   * @param added files below the table's folder that {@link #place} put there
   * @param removed files of the latest version that no longer count
   * @return number of the new version
   */
  public long commit(Collection<StoredFile> added, Collection<StoredFile> removed) {
    Snapshot latest = snapshot(TableManager.loadSnapshot(root.location()));
    Transaction transaction =
        latest
            .buildUpdateTableTransaction(
                WRITER, removed.isEmpty() ? Operation.WRITE : Operation.MANUAL_UPDATE)
            .withMaxRetries(0)
            .build(engine);
    Set<Place> staying = paths(removed);
    staying.retainAll(paths(added));
    List<Row> actions = new ArrayList<>();
    but(staying, removed)
        .forEach(
            file ->
                actions.add(
                    SingleAction.createRemoveFileSingleAction(
                        DeltaRows.addFile(root, latest.getSchema(), file)
                            .toRemoveFileRow(true, Optional.of(System.currentTimeMillis())))));
    but(staying, added)
        .forEach(
            file ->
                actions.add(
                    SingleAction.createAddFileSingleAction(
                        DeltaRows.addFile(root, latest.getSchema(), file).toRow())));
    return commit(transaction, actions);
  }

  private static Set<Place> paths(Collection<StoredFile> files) {
    return files.stream().map(StoredFile::path).collect(Collectors.toCollection(HashSet::new));
  }

  private static Stream<StoredFile> but(Set<Place> others, Collection<StoredFile> files) {
    return files.stream().filter(file -> !others.contains(file.path()));
  }

  /** Moves a finished file into the table's folder under the name its bytes give it. */
  public StoredFile place(Part part, Place file) {
    Place folder = root.resolve(part.folder());
    folder.createFolder();
    Place placed = folder.resolve(Sha256.of(file) + ".parquet");
    file.restrict();
    file.sync();
    file.moveTo(placed);
    folder.syncNames();
    return new StoredFile(part, placed, placed.size(), placed.modified());
  }

  /** Removes every data file that none of these versions has, and what dead runs left. */
  public void collect(Collection<FactVersion> kept) {
    guard.run();
    List<Place> strays = strays(kept);
    if (!strays.isEmpty() && root instanceof RemotePlace) {
      // A run that lost the lake, and does not know it yet, may be about to commit some of them: it
      // finds its number taken.
      commit(List.of(), List.of());
    }
    strays.forEach(Place::deleteAll);
  }

  /** Data files that none of these versions has, and commits that were never finished. */
  public List<Place> strays(Collection<FactVersion> kept) {
    List<Place> strays = new ArrayList<>(TableLog.unfinished(root));
    Set<Place> needed = new HashSet<>();
    kept.forEach(version -> version.files().forEach(file -> needed.add(file.path())));
    for (Part part : Part.values()) {
      root.resolve(part.folder()).children().stream()
          .filter(file -> !needed.contains(file))
          .forEach(strays::add);
    }
    return strays;
  }

  /** What lies in the table's folder and is neither its log nor files of one of its parts. */
  public List<Place> unknown() {
    Set<String> known = new HashSet<>(Set.of(TableLog.FOLDER));
    for (Part part : Part.values()) {
      known.add(part.folder());
    }
    return root.children().stream().filter(place -> !known.contains(place.name())).toList();
  }

  private FactVersion version(SnapshotBuilder builder) {
    Snapshot snapshot = snapshot(builder);
    List<StoredFile> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(row -> files.add(DeltaRows.storedFile(root, row)));
        }
      }
    } catch (IOException | FSError e) {
      throw failed("Cannot read the log of ", e);
    }
    files.sort(Comparator.comparing(StoredFile::path));
    return new FactVersion(
        snapshot.getVersion(), Instant.ofEpochMilli(snapshot.getTimestamp(engine)), files);
  }

  private Snapshot snapshot(SnapshotBuilder builder) {
    try {
      return builder.build(engine);
    } catch (FSError e) {
      throw failed("Cannot read the log of ", e);
    }
  }

  /** Hadoop tells a local disk that fails as an error, which is no defect of the program. */
  private UncheckedIOException failed(String what, Throwable problem) {
    return new UncheckedIOException(
        what + root, problem instanceof IOException io ? io : new IOException(problem));
  }

  private long commit(Transaction transaction, List<Row> actions) {
    CloseableIterator<Row> rows =
        io.delta.kernel.internal.util.Utils.toCloseableIterator(actions.iterator());
    guard.run();
    TransactionCommitResult result;
    try {
      result = transaction.commit(engine, CloseableIterable.inMemoryIterable(rows));
    } catch (FSError e) {
      throw failed("Cannot write the log of ", e);
    }
    root.resolve(TableLog.FOLDER).sync();
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      try {
        hook.threadSafeInvoke(engine);
        if (hook.getType() == PostCommitHook.PostCommitHookType.CHECKPOINT) {
          // The hook would do this only for a snapshot that was not asked for by its number.
          MetadataCleanup.cleanupExpiredLogs(
              engine,
              System::currentTimeMillis,
              new io.delta.kernel.internal.fs.Path(root.location()),
              LOG_KEPT.toMillis());
        }
      } catch (IOException | FSError e) {
        throw failed("Cannot tidy the log of ", e);
      }
    }
    return result.getVersion();
  }

  private static Configuration configuration(Place root) {
    Configuration configuration = root.hadoop();
    // On S3 a commit is put there by the one request that fails where something is already.
    configuration.set("io.delta.kernel.logStore.s3a.impl", PutIfAbsentLogStore.class.getName());
    return configuration;
  }
}
