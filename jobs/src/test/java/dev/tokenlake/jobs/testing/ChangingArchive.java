package dev.tokenlake.jobs.testing;

import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * An archive to which something happens every day, and a twin that keeps what the archive loses.
 * Logs of a synthetic archive come to light byte by byte, cut anywhere.
 */
public final class ChangingArchive {
  /** What can happen to a log in a day. */
  public enum Event {
    BORN,
    GROWN,
    TOUCHED,
    MOVED,
    DELETED,
    RETURNED
  }

  private final Path present;
  private final Path everSeen;
  private final Random random;
  private final List<Log> logs = new ArrayList<>();
  private final Map<Event, Long> happened = new EnumMap<>(Event.class);
  private long days;

  /**
   * @param folder for both archives
   */
  public ChangingArchive(Path folder, long seed) throws IOException {
    present = Files.createDirectories(folder.resolve("present"));
    everSeen = Files.createDirectories(folder.resolve("ever-seen"));
    random = new Random(seed);
    Arrays.stream(Event.values()).forEach(event -> happened.put(event, 0L));
    Path whole = folder.resolve("whole");
    new SampleArchive(SampleSpec.DEFAULT.withSessions(40).withMeanBytes(8_000).withSeed(seed))
        .write(whole);
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        logs.add(new Log(whole.relativize(file).toString(), Files.readAllBytes(file)));
      }
    }
  }

  /** The archive as it is. */
  public Path present() {
    return present;
  }

  /** The archive as if nothing had been deleted. */
  public Path everSeen() {
    return everSeen;
  }

  /** How often each event happened. */
  public Map<Event, Long> happened() {
    return happened;
  }

  /** A day goes by. */
  public void pass() {
    days++;
    for (Log log : logs) {
      if (random.nextInt(4) == 0) {
        log.live();
      }
    }
  }

  private final class Log {
    private final byte[] content;
    private String name;
    private int shown;
    private boolean there;

    Log(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }

    void live() {
      if (shown == 0) {
        grow(Event.BORN);
      } else if (!there) {
        there = true;
        write(present);
        count(Event.RETURNED);
      } else {
        switch (random.nextInt(6)) {
          case 0 -> touch();
          case 1 -> move();
          case 2 -> delete();
          default -> grow(Event.GROWN);
        }
      }
    }

    private void grow(Event event) {
      if (shown < content.length) {
        shown += 1 + random.nextInt(content.length - shown);
        there = true;
        write(present);
        write(everSeen);
        count(event);
      }
    }

    private void touch() {
      try {
        Files.setLastModifiedTime(
            present.resolve(name), FileTime.from(Instant.EPOCH.plusSeconds(86_400 * days)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      count(Event.TOUCHED);
    }

    /** To another folder, so that the name still tells whose transcript it is. */
    private void move() {
      String moved = "moved-" + days + "/" + name.substring(name.indexOf('/') + 1);
      for (Path root : List.of(present, everSeen)) {
        try {
          Files.createDirectories(root.resolve(moved).getParent());
          Files.move(root.resolve(name), root.resolve(moved), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      name = moved;
      count(Event.MOVED);
    }

    private void delete() {
      try {
        Files.delete(present.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      there = false;
      count(Event.DELETED);
    }

    private void write(Path root) {
      Path file = root.resolve(name);
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, Arrays.copyOf(content, shown));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void count(Event event) {
      happened.merge(event, 1L, Long::sum);
    }
  }
}
