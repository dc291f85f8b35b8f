package dev.tokenlake.jobs.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.ParquetFiles;
import dev.tokenlake.jobs.store.ParquetRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads a lake again and again while nights go by: two tables of what is published, which have to
 * be of one night. Each night has one more response than the last.
 */
final class WholeReads implements AutoCloseable {
  /** Leaves the nights most of a small machine. */
  private static final long PAUSE_MILLIS = 100;

  private final LakeLayout lake;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Map<Long, Integer> reads = new TreeMap<>();
  private final Thread thread = new Thread(this::readOn, "reader");
  private Optional<Throwable> failure = Optional.empty();

  private WholeReads(LakeLayout lake) {
    this.lake = lake;
  }

  static WholeReads of(LakeLayout lake) {
    WholeReads reader = new WholeReads(lake);
    reader.thread.start();
    return reader;
  }

  private void readOn() {
    try {
      while (!over.get()) {
        Optional<Place> tables = new Generations(lake).tables();
        if (tables.isPresent()) {
          long usage = table(tables.get(), "usage").rows().size();
          ParquetRows totals = table(tables.get(), "totals");
          Object responses =
              totals.rows().get(0).get(totals.names().indexOf("responses")).orElseThrow();
          assertThat(responses).isEqualTo(usage);
          reads.merge(usage, 1, Integer::sum);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = Optional.of(e);
    } catch (RuntimeException | IOException | Error e) {
      failure = Optional.of(e);
    }
  }

  private static ParquetRows table(Place tables, String name) throws IOException {
    return ParquetFiles.read(tables.resolve(name).children());
  }

  /** Stops, and asserts that every night was seen by some read and each read saw a whole one. */
  void assertSawWholeGenerations(int nights) {
    close();
    assertThat(failure).isEmpty();
    assertThat(reads).as("reads by night: %s", reads).hasSize(nights);
    System.err.println("reads by responses of the night: " + reads);
  }

  @Override
  public void close() {
    over.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException("Interrupted", new IOException(e));
    }
  }
}
