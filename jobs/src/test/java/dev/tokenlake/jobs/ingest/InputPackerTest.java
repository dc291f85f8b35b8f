package dev.tokenlake.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.PlannedInput;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.discover.LogPath;
import dev.tokenlake.parsing.discover.Packing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tasks get equal shares, and what belongs together goes to one of them. */
class InputPackerTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void everyInputIsInOneBinWhateverTheOrder() {
    List<PlannedInput> inputs = sessions(40, MEBIBYTE);
    List<PlannedInput> shuffled = new ArrayList<>(inputs);
    Collections.shuffle(shuffled, new Random(5));

    List<InputPacker.Bin> bins = InputPacker.pack(shuffled, 7);

    assertThat(bins).hasSize(7).isEqualTo(InputPacker.pack(inputs, 7));
    assertThat(bins.stream().flatMap(bin -> bin.inputs().stream()))
        .containsExactlyInAnyOrderElementsOf(inputs);
  }

  @Test
  void theTranscriptsOfASessionGoToOneTaskUnlessTheyLieWhereTwoTasksPart() {
    List<InputPacker.Bin> bins = InputPacker.pack(sessions(100, MEBIBYTE), 5);

    long shares =
        bins.stream()
            .mapToLong(
                bin -> bin.inputs().stream().map(InputPackerTest::session).distinct().count())
            .sum();
    assertThat(shares).isLessThanOrEqualTo(100 + 4);
  }

  @Test
  void noBinOutweighsItsShareByMoreThanTheHeaviestInput() {
    Random random = new Random(3);
    List<PlannedInput> inputs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      inputs.add(input("p/%04d.jsonl".formatted(i), random.nextLong(3 * MEBIBYTE)));
    }

    List<InputPacker.Bin> bins = InputPacker.pack(inputs, 8);

    long share = bytes(inputs) / 8;
    assertThat(bins).hasSize(8);
    assertThat(bins)
        .allSatisfy(bin -> assertThat(bytes(bin.inputs())).isLessThan(share + 4 * MEBIBYTE));
    assertThat(bins)
        .isSortedAccordingTo(
            Comparator.<InputPacker.Bin>comparingLong(
                    bin -> bytes(bin.inputs()) + (64 << 10) * (long) bin.inputs().size())
                .reversed());
  }

  @Test
  void aHugeInputLeavesNoBinEmpty() {
    List<PlannedInput> inputs = sessions(3, 1000);
    inputs.add(input("p/0.jsonl", 1L << 40));

    List<InputPacker.Bin> bins = InputPacker.pack(inputs, 4);

    assertThat(bins).isNotEmpty().allSatisfy(bin -> assertThat(bin.inputs()).isNotEmpty());
    assertThat(InputPacker.pack(List.of(), 4)).isEmpty();
  }

  @Test
  void eachTaskGetsARangeOfSessionsWhateverTheProjects() {
    List<PlannedInput> inputs = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      inputs.add(input("project-%d/%s.jsonl".formatted(i % 3, uuid(i)), MEBIBYTE));
    }

    List<InputPacker.Bin> bins = InputPacker.pack(inputs, 3);

    assertThat(bins)
        .extracting(bin -> bin.inputs().stream().map(InputPackerTest::session).toList())
        .containsExactlyInAnyOrder(uuids(0, 30), uuids(30, 60), uuids(60, 90));
  }

  /** Of three transcripts each. */
  private static List<PlannedInput> sessions(int count, long bytes) {
    List<PlannedInput> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String session = "p/" + uuid(i);
      Stream.of(".jsonl", "/subagents/agent-a.jsonl", "/subagents/agent-b.jsonl")
          .forEach(end -> inputs.add(input(session + end, bytes)));
    }
    return inputs;
  }

  private static String session(PlannedInput input) {
    return input.input().name().split("[/.]")[1];
  }

  private static String uuid(int i) {
    return new UUID((long) i << 56, i).toString();
  }

  private static List<String> uuids(int from, int to) {
    return IntStream.range(from, to).mapToObj(InputPackerTest::uuid).toList();
  }

  private static PlannedInput input(String name, long bytes) {
    return new PlannedInput(
        new LogInput(
            "laptop",
            new LogPath(Path.of("/logs", name)),
            name,
            Packing.NONE,
            bytes,
            Instant.EPOCH,
            Instant.EPOCH),
        new InputName("laptop", name),
        1,
        "");
  }

  private static long bytes(List<PlannedInput> inputs) {
    return inputs.stream().mapToLong(PlannedInput::bytes).sum();
  }
}
