package dev.tokenlake.parsing.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenlake.parsing.discover.Discovery.SkipReason;
import dev.tokenlake.parsing.discover.Discovery.Skipped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding logs, whatever they are called and wherever links lead. */
class LogFinderTest {
  /** Names as they stand in a URI, so that they can hold any byte. */
  private static final List<String> NAMES =
      List.of(
          "%0Anewline",
          "-dash",
          "--help",
          "%20space%20",
          "tab%09",
          "a=b",
          "100%25",
          "%2541",
          "a:b",
          "%23hash",
          "%5Bx%5D",
          "%7Bx%7D",
          "%2A",
          "%3F",
          "back%5Cslash",
          "_x",
          ".x",
          "..x",
          "quote%27%22",
          "dollar$HOME",
          "semi;colon",
          "pipe%7C",
          "amp&",
          "bang!",
          "tilde~",
          "at@",
          "nfc-%C3%A9",
          "nfd-e%CC%81",
          "TWIN",
          "twin",
          "%FF%FEinvalid",
          "%C3invalid",
          "%ED%A0%80",
          "%F0%9F%98%80",
          "%E2%80%A8separator",
          "%1B%5B31mred",
          "%7Fdel",
          "comma,",
          "plus+",
          "n".repeat(249),
          "._COPYING_");

  @TempDir private Path folder;

  private Path named(String rawName) {
    return Path.of(URI.create(folder.toUri() + rawName));
  }

  private Discovery find() {
    return new LogFinder().find(List.of(new ArchiveRoot("s", folder)));
  }

  private static List<String> names(Discovery discovery) {
    return discovery.inputs().stream().map(LogInput::name).toList();
  }

  /** As another process gets it. */
  private static LogInput sent(LogInput input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(input);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (LogInput) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  @Test
  void filesAndFoldersOfFortyNamesAreFoundSentAndOpenedAgain() throws IOException {
    List<String> contents = new ArrayList<>();
    for (String name : NAMES) {
      contents.add("file " + name);
      Files.writeString(named(name + ".jsonl"), "file " + name);
      contents.add("folder " + name);
      Path below = Files.createDirectory(named(name));
      Files.writeString(below.resolve("a.jsonl"), "folder " + name);
    }
    Discovery discovery = find();
    List<String> read = new ArrayList<>();
    for (LogInput input : discovery.inputs()) {
      LogInput elsewhere = sent(input);
      assertThat(elsewhere).isEqualTo(input);
      read.add(Files.readString(elsewhere.path()));
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(contents);
    assertThat(names(discovery)).doesNotHaveDuplicates().isSorted();
    assertThat(names(discovery)).noneMatch(name -> name.chars().anyMatch(Character::isISOControl));
    assertThat(names(discovery))
        .contains("%0Anewline.jsonl", "%FF%FEinvalid.jsonl", "100%25.jsonl", "nfc-é.jsonl")
        .contains("%2541.jsonl", ".x/a.jsonl", "_x/a.jsonl", "%E2%80%A8separator/a.jsonl");
  }

  @Test
  void namesAreTheSameInALocaleWithoutLetters() throws IOException, InterruptedException {
    for (String name : NAMES) {
      Files.writeString(named(name + ".jsonl"), "x");
    }
    ProcessBuilder plain =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ListNames.class.getName(),
            folder.toString());
    plain.environment().put("LC_ALL", "C");
    Process other = plain.start();
    String listed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor()).isZero();
    assertThat(listed.lines()).first().asString().startsWith("encoding ").doesNotContain("UTF-8");
    assertThat(listed.lines().skip(1)).containsExactlyElementsOf(names(find()));
  }

  /** Lists names in a process of its own. */
  static final class ListNames {
    private ListNames() {}

    public static void main(String[] args) throws IOException {
      System.out.println("encoding " + System.getProperty("sun.jnu.encoding"));
      Discovery discovery = new LogFinder().find(List.of(new ArchiveRoot("s", Path.of(args[0]))));
      for (String name : names(discovery)) {
        System.out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
      }
      System.out.flush();
    }
  }

  @Test
  void rewriteOfEqualLengthThatSetsTheTimeBackIsToldByTheTimeNobodyCanSet()
      throws IOException, InterruptedException {
    Path log = Files.writeString(folder.resolve("a.jsonl"), "one");
    LogInput before = find().inputs().get(0);
    TimeUnit.MILLISECONDS.sleep(20);
    Files.writeString(log, "two");
    Files.setLastModifiedTime(log, FileTime.from(before.modified()));
    LogInput after = find().inputs().get(0);
    assertThat(after.size()).isEqualTo(before.size());
    assertThat(after.modified()).isEqualTo(before.modified());
    assumeTrue(
        Files.getFileStore(log).supportsFileAttributeView("unix"),
        "SKIPPED the last part of LogFinderTest: no time of change here");
    assertThat(after.changed()).isAfter(before.changed());
  }

  @Test
  void linksAreFollowedOnceAndTheRealNameWins() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    Path log = Files.writeString(real.resolve("z.jsonl"), "x");
    Files.createSymbolicLink(folder.resolve("a.jsonl"), log);
    Files.createSymbolicLink(folder.resolve("a-link"), real);
    Files.createSymbolicLink(real.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("self.jsonl"), folder.resolve("self.jsonl"));
    Files.createSymbolicLink(folder.resolve("gone.jsonl"), folder.resolve("nothing"));
    Files.createLink(folder.resolve("hard.jsonl"), log);
    Discovery discovery = find();
    assertThat(names(discovery)).containsExactly("hard.jsonl");
    assertThat(discovery.skipped())
        .containsExactly(
            new Skipped("s", "a-link", SkipReason.SAME_FILE_TWICE),
            new Skipped("s", "a.jsonl", SkipReason.SAME_FILE_TWICE),
            new Skipped("s", "gone.jsonl", SkipReason.BROKEN_LINK),
            new Skipped("s", "real/loop", SkipReason.LINK_LOOP),
            new Skipped("s", "real/z.jsonl", SkipReason.SAME_FILE_TWICE),
            new Skipped("s", "self.jsonl", SkipReason.LINK_LOOP));
  }

  @Test
  void linkToAFolderElsewhereIsFollowed(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("a.jsonl"), "x");
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    assertThat(names(find())).containsExactly("link/a.jsonl");
  }

  @Test
  void whatIsNoFileIsSkippedWithAReason() throws IOException, InterruptedException {
    Files.createDirectory(folder.resolve("folder.jsonl"));
    Files.writeString(folder.resolve("history.jsonl"), "x");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(folder.resolve("socket.jsonl")));
    }
    assumeTrue(
        new ProcessBuilder("mkfifo", folder.resolve("pipe.jsonl").toString()).start().waitFor()
            == 0,
        "SKIPPED whatIsNoFileIsSkippedWithAReason: no mkfifo here");
    Discovery discovery = find();
    assertThat(discovery.inputs()).isEmpty();
    assertThat(discovery.skipped())
        .containsExactly(
            new Skipped("s", "history.jsonl", SkipReason.NO_TRANSCRIPT),
            new Skipped("s", "pipe.jsonl", SkipReason.NOT_A_REGULAR_FILE),
            new Skipped("s", "socket.jsonl", SkipReason.NOT_A_REGULAR_FILE));
  }

  @Test
  void treeThatChangesWhileItIsLookedThroughIsReadAsFarAsItIsThere()
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("a.jsonl"), "x");
    Files.writeString(folder.resolve("z.jsonl"), "x");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger changes = new AtomicInteger();
    AtomicReference<IOException> failed = new AtomicReference<>();
    Thread vandal =
        new Thread(
            () -> {
              try {
                while (!stop.get()) {
                  vandalise(
                      folder.resolve("m" + changes.get() % 50 + ".jsonl"), changes.get() / 50);
                  changes.incrementAndGet();
                }
              } catch (IOException e) {
                failed.set(e);
              }
            });
    vandal.start();
    Set<List<String>> seen = new HashSet<>();
    try {
      for (int run = 0; run < 50 || changes.get() < 1000; run++) {
        List<String> names = names(find());
        assertThat(names).contains("a.jsonl", "z.jsonl").doesNotHaveDuplicates();
        seen.add(names);
      }
    } finally {
      stop.set(true);
      vandal.join();
    }
    assertThat(failed.get()).isNull();
    assertThat(seen.size()).isGreaterThan(5);
  }

  /** Makes a path the next of: nothing, a file, nothing, a folder with a file, nothing, a link. */
  private static void vandalise(Path path, int step) throws IOException {
    switch (step % 6) {
      case 1 -> Files.writeString(path, "x");
      case 3 -> Files.writeString(Files.createDirectory(path).resolve("b.jsonl"), "x");
      case 5 -> Files.createSymbolicLink(path, path.resolveSibling("m0.jsonl"));
      default -> {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(path.resolve("b.jsonl"));
        }
        Files.deleteIfExists(path);
      }
    }
  }

  @Test
  void treeAsDeepAsASystemAllowsIsLookedThrough() throws IOException {
    Path deep = folder;
    int depth = 0;
    while (deep.toString().length() < 3900) {
      deep = deep.resolve("d");
      depth++;
    }
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("a.jsonl"), "x");
    assertThat(depth).isGreaterThan(1500);
    List<String> names = names(find());
    // What clears test folders away takes minutes for this one.
    for (Path path = deep.resolve("a.jsonl"); !path.equals(folder); path = path.getParent()) {
      Files.delete(path);
    }
    assertThat(names).containsExactly("d/".repeat(depth) + "a.jsonl");
  }

  @Test
  void rootMayBeALogAndRootsThatOverlapAreReadOnce() throws IOException {
    Path below = Files.createDirectories(folder.resolve("b"));
    Path log = Files.writeString(below.resolve("x.jsonl"), "x");
    Discovery discovery =
        new LogFinder().find(List.of(new ArchiveRoot("file", log), new ArchiveRoot("all", folder)));
    assertThat(discovery.inputs()).hasSize(1);
    assertThat(discovery.inputs().get(0).source()).isEqualTo("file");
    assertThat(names(discovery)).containsExactly("x.jsonl");
    assertThat(discovery.skipped())
        .containsExactly(new Skipped("all", "b/x.jsonl", SkipReason.SAME_FILE_TWICE));
  }

  @Test
  void rootThatIsNotThereOrNoLogIsAnError() throws IOException {
    ArchiveRoot missing = new ArchiveRoot("s", folder.resolve("missing"));
    assertThatThrownBy(() -> new LogFinder().find(List.of(missing)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot read root");
    ArchiveRoot text = new ArchiveRoot("s", Files.writeString(folder.resolve("a.txt"), "x"));
    assertThatThrownBy(() -> new LogFinder().find(List.of(text)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot read root");
  }

  @ParameterizedTest
  @CsvSource({
    "a.jsonl,NONE", "a.JSONL,NONE", "a.jsonl.gz,GZIP", "a.jsonl.zst,ZSTD", "a.tar,TAR",
    "a.tar.gz,TAR_GZIP", "a.tgz,TAR_GZIP", "a.tar.zst,TAR_ZSTD", "a.tzst,TAR_ZSTD", "a.zip,ZIP"
  })
  void packingIsToldByTheEnding(String name, Packing packing) {
    assertThat(Packing.of(name)).contains(packing);
    assertThat(Packing.of(name + ".txt")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "projects/-p/S.jsonl,MAIN",
    "projects/-p/history.jsonl,MAIN",
    "history.jsonl,HISTORY",
    "projects/-p/agent-1a2b3c4d.jsonl,SUBAGENT",
    "projects/-p/S/subagents/agent-a1b2.jsonl,SUBAGENT",
    "x.tar!/projects/-p/S/subagents/agent-a1b2.jsonl.gz,SUBAGENT",
    "projects/-p/S/subagents/agent-acompact-1.jsonl,COMPACTION_AGENT",
    "projects/-p/S/subagents/agent-aside_question-1.jsonl,SIDE_AGENT",
    "projects/-p/S/subagents/agent-aprompt_suggestion-1.jsonl,SIDE_AGENT",
    "projects/-p/S/subagents/workflows/wf_1/agent-a.jsonl,WORKFLOW_AGENT",
    "projects/-p/S/subagents/workflows/wf_1/journal.jsonl,JOURNAL",
    "projects/-p/journal.jsonl,MAIN",
    "full.jsonl,MAIN"
  })
  void kindIsToldByNameAndPlace(String name, FileKind kind) {
    assertThat(FileKind.of(name)).isEqualTo(kind);
  }
}
