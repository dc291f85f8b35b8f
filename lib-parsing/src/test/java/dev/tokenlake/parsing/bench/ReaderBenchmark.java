package dev.tokenlake.parsing.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.LogFinder;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.LogEntry;
import dev.tokenlake.parsing.entry.ResponseEntry;
import dev.tokenlake.parsing.read.EntrySink;
import dev.tokenlake.parsing.read.FileOutcome;
import dev.tokenlake.parsing.read.LogReader;
import dev.tokenlake.parsing.read.Reject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Speed of the reader on one thread, next to what it is measured by: only reading the bytes,
 * Jackson streaming over every line, and Jackson trees. The totals beside the times show a way that
 * is wrong.
 *
 * <p>Arguments: a folder of logs, or {@code generate=<megabytes>}; then rounds, 3 if not given, of
 * which the best of each way counts, since everything else on the machine can only slow it down;
 * then the numbers of the ways to take, as in {@code 12}.
 */
public final class ReaderBenchmark {
  private final List<LogInput> inputs;
  private final long bytes;
  private final Map<String, Double> best = new TreeMap<>();

  private ReaderBenchmark(Path folder) {
    inputs = new LogFinder().find(List.of(new ArchiveRoot("bench", folder))).inputs();
    bytes = inputs.stream().mapToLong(LogInput::size).sum();
  }

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      throw new IllegalArgumentException("Usage: <folder>|generate=<megabytes> [rounds [ways]]");
    }
    Path folder =
        args[0].startsWith("generate=")
            ? GeneratedArchive.write(Integer.parseInt(args[0].substring("generate=".length())))
            : Path.of(args[0]);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    ReaderBenchmark benchmark = new ReaderBenchmark(folder);
    System.out.printf(
        Locale.ROOT, "%d files, %.3f GB%n", benchmark.inputs.size(), benchmark.bytes / 1e9);
    Map<String, Way> ways = new TreeMap<>();
    ways.put("1 bytes only", benchmark::bytesOnly);
    ways.put("2 reader", benchmark::reader);
    ways.put("3 jackson streaming", benchmark::streaming);
    ways.put("4 jackson tree", benchmark::tree);
    if (args.length > 2) {
      ways.keySet().removeIf(name -> !args[2].contains(name.substring(0, 1)));
    }
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        benchmark.run(round, way.getKey(), way.getValue());
      }
    }
    benchmark.best.forEach(
        (way, speed) -> {
          System.out.printf(Locale.ROOT, "best     %-20s %6.2f GB/s per core", way, speed);
          benchmark.best.forEach(
              (other, measure) ->
                  System.out.printf(Locale.ROOT, "  %5.2f x %s", speed / measure, other));
          System.out.println();
        });
  }

  /** One way of reading all inputs. */
  private interface Way {
    Totals read() throws IOException;
  }

  /** What a way found; the sums are over lines, nothing deduplicated. */
  private static final class Totals {
    private long lines;
    private long usages;
    private long output;
    private long bad;

    @Override
    public String toString() {
      return "lines %d, usages %d, output tokens %d, bad lines %d"
          .formatted(lines, usages, output, bad);
    }
  }

  private void run(int round, String name, Way way) throws IOException {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    Totals totals = way.read();
    double wall = System.nanoTime() - start;
    double perCore = bytes / (double) (cpuNanos() - cpu);
    best.merge(name, perCore, Math::max);
    System.out.printf(
        Locale.ROOT,
        "round %d  %-20s %6.2f GB/s  %6.2f GB/s per core  %s%n",
        round,
        name,
        bytes / wall,
        perCore,
        totals);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private Totals bytesOnly() throws IOException {
    Totals totals = new Totals();
    byte[] buffer = new byte[1 << 18];
    for (LogInput input : inputs) {
      try (InputStream in = Files.newInputStream(input.path())) {
        int read = in.read(buffer);
        while (read >= 0) {
          totals.output += buffer[0];
          read = in.read(buffer);
        }
      }
    }
    totals.output = 0;
    return totals;
  }

  private Totals reader() {
    Totals totals = new Totals();
    LogReader reader = new LogReader();
    for (LogInput input : inputs) {
      reader.read(input, new Summing(totals));
    }
    return totals;
  }

  private Totals streaming() throws IOException {
    Totals totals = new Totals();
    JsonFactory factory = new JsonFactory();
    for (LogInput input : inputs) {
      for (byte[] line : lines(input)) {
        try (JsonParser json = factory.createParser(line)) {
          streaming(json, totals);
        } catch (JsonProcessingException e) {
          totals.bad++;
        }
      }
    }
    return totals;
  }

  /** The least one can do with tokens: message.usage.output_tokens of lines of type assistant. */
  private static void streaming(JsonParser json, Totals totals) throws IOException {
    totals.lines++;
    boolean assistant = false;
    long output = -1;
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (key.equals("type")) {
        assistant = json.getText().equals("assistant");
      } else if (key.equals("message") && value == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean usage = json.currentName().equals("usage");
          if (json.nextToken() == JsonToken.START_OBJECT && usage) {
            output = 0;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
              boolean wanted = json.currentName().equals("output_tokens");
              if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
                output = json.getLongValue();
              }
              json.skipChildren();
            }
          }
          json.skipChildren();
        }
      }
      json.skipChildren();
    }
    if (assistant && output >= 0) {
      totals.usages++;
      totals.output += output;
    }
  }

  private Totals tree() throws IOException {
    Totals totals = new Totals();
    ObjectMapper mapper = new ObjectMapper();
    for (LogInput input : inputs) {
      for (byte[] line : lines(input)) {
        totals.lines++;
        try {
          tree(mapper.readTree(line), totals);
        } catch (JsonProcessingException e) {
          totals.bad++;
        }
      }
    }
    return totals;
  }

  private static void tree(JsonNode node, Totals totals) {
    JsonNode usage = node.path("message").path("usage");
    if (node.path("type").asText().equals("assistant") && usage.isObject()) {
      totals.usages++;
      totals.output += usage.path("output_tokens").asLong();
    }
  }

  private static List<byte[]> lines(LogInput input) throws IOException {
    byte[] all = Files.readAllBytes(input.path());
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= all.length; i++) {
      if (i == all.length || all[i] == '\n') {
        if (i > start) {
          lines.add(Arrays.copyOfRange(all, start, i));
        }
        start = i + 1;
      }
    }
    return lines;
  }

  private record Summing(Totals totals) implements EntrySink {
    @Override
    public void begin(LogFile file) {}

    @Override
    public void accept(LogEntry entry) {
      if (entry instanceof ResponseEntry response
          && !response.embedded()
          && response.usage().isPresent()) {
        totals.usages++;
        totals.output += response.usage().get().tokens().output();
      }
    }

    @Override
    public void sessionSeen(Envelope envelope) {}

    @Override
    public void refuse(Reject reject) {}

    @Override
    public void end(FileOutcome outcome) {
      totals.lines += outcome.lines();
      totals.bad += outcome.rejected() + outcome.salvaged();
    }
  }
}
