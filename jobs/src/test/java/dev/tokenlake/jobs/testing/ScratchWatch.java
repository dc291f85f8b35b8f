package dev.tokenlake.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks for a text in all files of a folder, over and over, while something is at work there. */
public final class ScratchWatch {
  private final Path folder;
  private final String text;
  private final Set<String> read = new ConcurrentSkipListSet<>();
  private final Set<String> holding = new ConcurrentSkipListSet<>();
  private final AtomicBoolean over = new AtomicBoolean();

  public ScratchWatch(Path folder, String text) {
    this.folder = folder;
    this.text = text;
  }

  /** Does the work and watches. */
  public <T> T during(Supplier<T> work) {
    Thread thread =
        new Thread(
            () -> {
              while (!over.get()) {
                look();
              }
            },
            "scratch watch");
    thread.start();
    try {
      return work.get();
    } finally {
      over.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Names of the files that were read. */
  public Set<String> read() {
    return new TreeSet<>(read);
  }

  /** Names of those in which the text stood. */
  public Set<String> holding() {
    return new TreeSet<>(holding);
  }

  private void look() {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.filter(Files::isRegularFile).forEach(this::look);
      Thread.sleep(20);
    } catch (IOException | UncheckedIOException e) {
      // Files come and go while they are listed.
      Thread.onSpinWait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      over.set(true);
    }
  }

  private void look(Path file) {
    String name = folder.relativize(file).toString();
    try {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!content.isEmpty()) {
        read.add(name);
      }
      if (content.contains(text) || name.contains(text)) {
        holding.add(name);
      }
    } catch (IOException e) {
      // It is gone again.
      Thread.onSpinWait();
    }
  }
}
