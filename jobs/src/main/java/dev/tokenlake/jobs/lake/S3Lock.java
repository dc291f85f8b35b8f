package dev.tokenlake.jobs.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.place.RemotePlace;
import dev.tokenlake.jobs.place.RemoteStorage.Stamped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * An object that says who holds the lake, written only over the version that was seen before. The
 * holder renews it; one that was not renewed for the length of its lease is free for the next.
 */
final class S3Lock implements LakeLock {
  private static final int DEFAULT_LEASE_SECONDS = 60;
  private static final int RENEWALS_PER_LEASE = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LakeLayout lake;
  private final RemotePlace place;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lake-lease");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> renewals;
  private Said said;
  private String stamp;
  private long renewedAt;
  private boolean lost;

  private S3Lock(LakeLayout lake, RemotePlace place, Said said, String stamp, long renewedAt) {
    this.lake = lake;
    this.place = place;
    this.said = said;
    this.stamp = stamp;
    this.renewedAt = renewedAt;
    long period = TimeUnit.SECONDS.toMillis(said.leaseSeconds()) / RENEWALS_PER_LEASE;
    renewals =
        clock.scheduleAtFixedRate(this::renewSilently, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * What the object says.
   *
   * @param holder in words; empty when nobody holds the lake
   * @param token of the holding run
   * @param beat counts the renewals, so that no two versions are the same
   */
  record Said(String holder, String token, long beat, int leaseSeconds) {
    Said next() {
      return new Said(holder, token, beat + 1, leaseSeconds);
    }

    Said released() {
      return new Said("", token, beat + 1, leaseSeconds);
    }

    byte[] bytes() {
      try {
        return JSON.writeValueAsBytes(this);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("Cannot write the lock", e);
      }
    }

    static Said of(String text) {
      try {
        return JSON.readValue(text, Said.class);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("The lock of the lake is not readable", e);
      }
    }
  }

  static S3Lock take(LakeLayout lake, RemotePlace place) {
    Optional<Stamped> found = place.stamped();
    if (found.isPresent()) {
      Said other = Said.of(found.get().text());
      if (!other.holder().isEmpty() && !isStale(lake, found.get(), other.leaseSeconds())) {
        throw Holder.refusal(lake, other.holder());
      }
    }
    int lease = Math.max(1, place.hadoop().getInt(LEASE_SECONDS, DEFAULT_LEASE_SECONDS));
    Said mine = new Said(Holder.current(), UUID.randomUUID().toString(), 0, lease);
    long now = System.nanoTime();
    return place
        .replace(found.map(Stamped::stamp), mine.bytes())
        .map(stamp -> new S3Lock(lake, place, mine, stamp, now))
        .orElseThrow(() -> Holder.refusal(lake, "a process that was faster"));
  }

  /** By the server's clock alone: what it says of an object that is written now. */
  private static boolean isStale(LakeLayout lake, Stamped held, int leaseSeconds) {
    RemotePlace probe = (RemotePlace) lake.root().resolve(".lock-probe-" + UUID.randomUUID());
    probe.write(new byte[] {'?'});
    try {
      // The server tells whole seconds.
      return probe.modified() - held.modified() > TimeUnit.SECONDS.toMillis(leaseSeconds + 1L);
    } finally {
      probe.deleteAll();
    }
  }

  @Override
  public Place root() {
    return lake.root();
  }

  private void renewSilently() {
    try {
      renew();
    } catch (UncheckedIOException e) {
      // The next renewal may succeed; whether it is too late is decided by the time since.
      return;
    }
  }

  private synchronized void renew() {
    if (lost) {
      return;
    }
    Said next = said.next();
    long now = System.nanoTime();
    Optional<String> written = write(next);
    if (written.isPresent()) {
      said = next;
      stamp = written.get();
      renewedAt = now;
    } else {
      lost = true;
    }
  }

  /**
   * Writes over the latest version, when that is this run's: also over one of which nothing was
   * heard when it was written.
   */
  private Optional<String> write(Said next) {
    return place
        .replace(Optional.of(stamp), next.bytes())
        .or(
            () ->
                place
                    .stamped()
                    .filter(found -> Said.of(found.text()).token().equals(said.token()))
                    .flatMap(found -> place.replace(Optional.of(found.stamp()), next.bytes())));
  }

  /** Renews it, since only then it is certain that nobody else took it. */
  @Override
  public synchronized void check() {
    try {
      renew();
    } catch (UncheckedIOException e) {
      lost |= Duration.ofNanos(System.nanoTime() - renewedAt).toSeconds() >= said.leaseSeconds();
      if (!lost) {
        throw e;
      }
    }
    if (lost) {
      throw new LakeLostException(
          "This run no longer holds %s; what it had not published is not published"
              .formatted(lake.root()));
    }
  }

  private void release() {
    try {
      write(said.released());
    } catch (UncheckedIOException e) {
      // Its lease will be over; whether the run was done does not depend on it.
      return;
    }
  }

  @Override
  public void close() {
    renewals.cancel(false);
    // A renewal that is under way is waited for: when it was cut off, nobody knew the latest
    // version.
    clock.shutdown();
    synchronized (this) {
      if (!lost) {
        lost = true;
        release();
      }
    }
  }
}
