package dev.tokenlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.parsing.discover.ArchiveRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where logs are looked for when nobody says where. */
@DisabledIfEnvironmentVariable(
    named = "CLAUDE_CONFIG_DIR",
    matches = ".+",
    disabledReason = "default archives are NOT TESTED: the environment names another")
class ArchiveOptionTest {
  @TempDir private Path folder;

  private final String home = System.getProperty("user.home");

  @BeforeEach
  void anotherHome() throws IOException {
    System.setProperty("user.home", Files.createDirectories(folder.resolve("me")).toString());
  }

  @AfterEach
  void theHomeAgain() {
    System.setProperty("user.home", home);
  }

  @Test
  void bothFoldersOfAHomeAreReadUnderNamesThatDoNotDependOnEachOther() throws IOException {
    assertThatThrownBy(ArchiveOptionTest::roots)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("No such archive: " + folder.resolve("me/.claude"));

    Files.createDirectories(folder.resolve("me/.config/claude"));
    assertThat(roots()).extracting(ArchiveRoot::source).containsExactly("config");

    Files.createDirectories(folder.resolve("me/.claude"));
    assertThat(roots()).extracting(ArchiveRoot::source).containsExactly("me", "config");
  }

  @Test
  void oneFolderUnderTwoLabelsIsAMistake() {
    ArchiveOption option = new ArchiveOption();
    new CommandLine(new CommandOf(option)).parseArgs("--archive", "x=" + folder, "y=" + folder);

    assertThatThrownBy(() -> option.roots(ConfigFile.EMPTY))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("under two labels: " + folder);
  }

  private static List<ArchiveRoot> roots() {
    return new ArchiveOption().roots(ConfigFile.EMPTY);
  }

  /** A command with the option and nothing else. */
  @Command
  private record CommandOf(@Mixin ArchiveOption option) {}
}
