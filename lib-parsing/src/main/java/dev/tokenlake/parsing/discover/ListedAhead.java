package dev.tokenlake.parsing.discover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The folders below a root, listed by several threads before the walk comes to them: a disk that
 * was not read today answers many questions at once in the time of a few. Links are not followed.
 */
final class ListedAhead {
  /** They wait for the disk most of the time. */
  private static final int THREADS = 8;

  private final Map<Path, Listing> listings = new HashMap<>();

  /** Lists a root and all below it, level by level. */
  void below(Path root) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Set<Object> listed = new HashSet<>();
      List<Path> level = List.of(root);
      while (!level.isEmpty()) {
        List<Path> next = new ArrayList<>();
        for (Listing listing : list(level, threads)) {
          listing
              .folders()
              .filter(folder -> listed.add(folder.seen().orElseThrow().key()))
              .forEach(folder -> next.add(folder.path()));
        }
        level = next;
      }
    } catch (InterruptedException e) {
      // The walk lists the others itself.
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Listing> list(List<Path> folders, ExecutorService threads)
      throws InterruptedException {
    List<Callable<Listing>> tasks = new ArrayList<>();
    folders.forEach(folder -> tasks.add(() -> Listing.of(folder)));
    List<Listing> found = new ArrayList<>();
    for (Future<Listing> listing : threads.invokeAll(tasks)) {
      try {
        found.add(listing.get());
        listings.put(listing.get().folder(), listing.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("A folder could not be listed", e.getCause());
      }
    }
    return found;
  }

  /** Takes the listing of a folder; one that was not listed ahead, or was taken, is listed now. */
  Listing take(Path folder) {
    return Optional.ofNullable(listings.remove(folder)).orElseGet(() -> Listing.of(folder));
  }
}
