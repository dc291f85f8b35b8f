package dev.tokenlake.jobs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * An archive whose logs change all the time: they grow by some bytes, lose them again and vanish,
 * and in the end are what they were.
 */
final class RestlessArchive {
  private final Map<String, Long> happened = new TreeMap<>();
  private final Map<Path, byte[]> contents = new TreeMap<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Random random;

  RestlessArchive(Path root, long seed) throws IOException {
    random = new Random(seed);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
        contents.put(log, Files.readAllBytes(log));
        // Each is short in the beginning.
        Files.write(log, Arrays.copyOf(contents.get(log), contents.get(log).length / 2));
      }
    }
  }

  /** How often what happened. */
  Map<String, Long> happened() {
    return happened;
  }

  /** Changes logs while the work is done. */
  void during(Runnable work) throws IOException {
    FutureTask<Void> changes = new FutureTask<>(this::change, null);
    new Thread(changes, "restless archive").start();
    try {
      work.run();
    } finally {
      over.set(true);
      join(changes);
      for (Map.Entry<Path, byte[]> log : contents.entrySet()) {
        Files.write(log.getKey(), log.getValue());
      }
    }
  }

  private void change() {
    List<Path> logs = List.copyOf(contents.keySet());
    try {
      while (!over.get()) {
        change(logs.get(random.nextInt(logs.size())));
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void change(Path log) throws IOException {
    byte[] content = contents.get(log);
    switch (random.nextInt(6)) {
      case 0 -> {
        if (Files.deleteIfExists(log)) {
          count("vanished");
        }
      }
      case 1 -> {
        if (Files.exists(log)) {
          Path aside = log.resolveSibling("aside-" + log.getFileName());
          Files.move(log, aside);
          Files.move(aside, log);
          count("renamed");
        }
      }
      default -> {
        int length = (int) (Files.exists(log) ? Files.size(log) : 0);
        int longer = Math.min(content.length, length + 1 + random.nextInt(2_000));
        Files.write(log, Arrays.copyOf(content, longer));
        count(longer > length ? "grown" : "written");
      }
    }
  }

  private void count(String what) {
    happened.merge(what, 1L, Long::sum);
  }

  private static void join(FutureTask<Void> changes) {
    try {
      changes.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The logs did not change to the end", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
