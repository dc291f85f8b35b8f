package dev.tokenlake.jobs.testing;

import dev.tokenlake.parsing.sample.SampleArchive;
import dev.tokenlake.parsing.sample.SampleSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    RETURNED,
    /** A response comes to light that a copy of its session told on an earlier day. */
    ORIGINAL_AFTER_ITS_FORK,
    /** A response gets its stop reason that was told without one on an earlier day. */
    BETTER_TELLING_LATER
  }

  /** On an eventful day something happens to one log in so many, on another to far fewer. */
  private static final int EVENTFUL = 4;

  private static final int QUIET = 48;

  /** One in so many sessions is forked: another one begins with a copy of its first lines. */
  private static final int FORKED_EVERY = 5;

  /** Bytes of a log within which the name of its session stands. */
  private static final int LEAST_SHOWN = 600;

  private static final Pattern MESSAGE = Pattern.compile("\"id\":\"(msg_[^\"]+)\"");
  private static final String FORK = "\"forkedFrom\"";

  private final Path present;
  private final Path everSeen;
  private final Random random;
  private final List<Log> logs = new ArrayList<>();
  private final Map<String, ToldBefore> told = new HashMap<>();
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
    new SampleArchive(SampleSpec.DEFAULT.withSessions(80).withMeanBytes(8_000).withSeed(seed))
        .write(whole);
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        String name = whole.relativize(file).toString();
        logs.add(new Log(name, Files.readAllBytes(file)));
        if (!name.contains("agent-") && logs.size() % FORKED_EVERY == 0) {
          logs.add(fork(name, Files.readString(file)));
        }
      }
    }
  }

  /** The archive as it is. */
  public Path present() {
    return present;
  }

  /** An archive of all that a night has found: every log as it was when last seen. */
  public Path everSeen() {
    return everSeen;
  }

  /** A night finds the archive as it is. */
  public void seen() {
    logs.stream().filter(log -> log.there).forEach(Log::see);
  }

  /** How often each event happened. */
  public Map<Event, Long> happened() {
    return happened;
  }

  /** A day goes by on which much happens. */
  public void pass() {
    pass(EVENTFUL);
  }

  /** A day goes by that leaves most sessions as they are. */
  public void passQuietly() {
    pass(QUIET);
  }

  /** How often a log told something that it had not told before. */
  public long tellings() {
    return happened.get(Event.BORN) + happened.get(Event.GROWN);
  }

  private void pass(int oneIn) {
    days++;
    for (Log log : logs) {
      if (random.nextInt(oneIn) == 0) {
        log.live();
      }
    }
  }

  /** A session that begins with the first lines of another. */
  private Log fork(String name, String original) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    String session = file.substring(0, file.indexOf('.'));
    String other = new UUID(random.nextLong(), random.nextLong()).toString();
    List<String> lines = original.lines().toList();
    StringBuilder copied = new StringBuilder();
    int first = 0;
    while (first < lines.size() - 1 && !lines.get(first).contains("\"sessionId\":\"" + session)) {
      first++;
    }
    int end = first + 1 + random.nextInt(lines.size() - first);
    for (String line : lines.subList(first, end)) {
      String own = line.replace("\"sessionId\":\"" + session, "\"sessionId\":\"" + other);
      boolean record = own.endsWith("}") && own.contains("\"uuid\":");
      copied
          .append(record ? own.substring(0, own.length() - 1) : own)
          .append(record ? ",%s:{\"sessionId\":\"%s\"}}".formatted(FORK, session) : "")
          .append('\n');
    }
    return new Log(
        name.replace(session, other), copied.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * How a response was told before.
   *
   * @param day of the first telling
   * @param byForksOnly no original told it
   * @param unfinished no telling has a stop reason
   */
  private record ToldBefore(long day, boolean byForksOnly, boolean unfinished) {}

  private final class Log {
    private final byte[] content;
    private String name;
    private int shown;
    private boolean there;
    private Optional<String> seenAs = Optional.empty();

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
        int before = shown;
        int more = 1 + random.nextInt(content.length - shown);
        // Logs that begin alike and end there are the same log to anyone who finds only one.
        shown = Math.min(content.length, Math.max(LEAST_SHOWN, shown + more));
        noteResponses(before);
        there = true;
        write(present);
        count(event);
      }
    }

    /** Lines that end between what was shown and what is shown now. */
    private void noteResponses(int before) {
      int begin = before;
      while (begin > 0 && content[begin - 1] != '\n') {
        begin--;
      }
      String lines = new String(content, begin, shown - begin, StandardCharsets.UTF_8);
      for (String line : lines.substring(0, lines.lastIndexOf('\n') + 1).split("\n")) {
        Matcher id = MESSAGE.matcher(line);
        if (id.find()) {
          note(id.group(1), line.contains(FORK), !line.contains("\"stop_reason\":\""));
        }
      }
    }

    private void note(String id, boolean byFork, boolean unfinished) {
      ToldBefore before = told.get(id);
      if (before == null) {
        told.put(id, new ToldBefore(days, byFork, unfinished));
        return;
      }
      if (before.day() < days && before.byForksOnly() && !byFork) {
        count(Event.ORIGINAL_AFTER_ITS_FORK);
      }
      if (before.day() < days && before.unfinished() && !unfinished) {
        count(Event.BETTER_TELLING_LATER);
      }
      told.put(
          id,
          new ToldBefore(
              before.day(), before.byForksOnly() && byFork, before.unfinished() && unfinished));
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
      move(present, name, moved);
      name = moved;
      count(Event.MOVED);
    }

    private void see() {
      seenAs.filter(before -> !before.equals(name)).ifPresent(b -> move(everSeen, b, name));
      write(everSeen);
      seenAs = Optional.of(name);
    }

    private void move(Path root, String from, String to) {
      try {
        Files.createDirectories(root.resolve(to).getParent());
        Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
