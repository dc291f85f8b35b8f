package dev.tokenlake.parsing.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.count.SessionSpan;
import dev.tokenlake.parsing.testing.Told;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryRootTest {
  @Test
  void aSessionIsOfTheDirectoryItBeganIn() {
    assertThat(root("/w/shop", List.of("/w/shop", "/w/api", "/w/shop/src"))).contains("/w/shop");
  }

  @Test
  void aSessionThatNamesNoDirectoryIsOfNoProject() {
    SessionSpan span =
        new SessionSpan(
            "s",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeMap<>());

    assertThat(RepositoryRoot.of(span)).isEmpty();
  }

  @Test
  void aSubfolderFoldsToTheShortestDirectoryOfTheSessionAboveIt() {
    assertThat(root("/w/shop/src/app", List.of("/w/shop/src/app", "/w/shop/src", "/w/shop")))
        .contains("/w/shop");
  }

  @Test
  void aDirectoryThatOnlyBeginsAlikeIsNotAbove() {
    assertThat(root("/w/shopping", List.of("/w/shopping", "/w/shop"))).contains("/w/shopping");
  }

  /** Homes, roots and temporary folders hold work of many projects. */
  @ParameterizedTest
  @CsvSource({
    "/home/dev/shop,       /home/dev",
    "/home/dev/shop,       /home",
    "/Users/dev/shop,      /Users/dev",
    "/w/shop,              /w",
    "/tmp/shop,            /tmp",
    "/w/shop,              /",
    "C:\\Users\\dev\\shop, C:\\Users\\dev",
    "C:\\Users\\dev\\shop, C:\\Users",
    "C:\\Users\\dev\\shop, C:\\"
  })
  void aSharedFolderIsNoRepository(String cwd, String above) {
    assertThat(root(cwd, List.of(cwd, above))).contains(cwd);
  }

  @Test
  void aFolderBelowTheHomeMayBeOne() {
    assertThat(root("/home/dev/shop/src", List.of("/home/dev/shop/src", "/home/dev/shop")))
        .contains("/home/dev/shop");
    assertThat(
            root(
                "C:\\Users\\dev\\shop\\src",
                List.of("C:\\Users\\dev\\shop\\src", "C:\\Users\\dev\\shop")))
        .contains("C:\\Users\\dev\\shop");
  }

  @Test
  void aDirectoryWithABranchIsNotFoldedIntoOneWithout() {
    assertThat(root("/w/clients/shop", List.of("/w/clients/shop", "/w/clients"), "/w/clients/shop"))
        .contains("/w/clients/shop");
    assertThat(
            root(
                "/w/shop/src",
                List.of("/w/shop/src", "/w/shop", "/w/clients"),
                "/w/shop/src",
                "/w/shop"))
        .contains("/w/shop");
  }

  @ParameterizedTest
  @CsvSource({
    "/w/shop/.claude/worktrees/fix-1,            /w/shop",
    "/w/shop/.claude/worktrees/fix-1/src/app,    /w/shop",
    "/w/shop/.worktrees/fix,                     /w/shop",
    "C:\\w\\shop\\.claude\\worktrees\\fix\\src,  C:\\w\\shop",
    "/w/shop/.claude/worktrees,                  /w/shop/.claude/worktrees",
    "/w/shop/.claude,                            /w/shop/.claude"
  })
  void aWorktreeBelowItsRepositoryFoldsIntoIt(String cwd, String repository) {
    assertThat(root(cwd, List.of(cwd))).contains(repository);
  }

  @Test
  void aWorktreeElsewhereFoldsIntoTheRepositoryThatTheLogNames() {
    Map<String, String> worktrees = Map.of("/tmp/trees/fix", "/w/shop");

    assertThat(root("/tmp/trees/fix/src", List.of("/tmp/trees/fix/src"), worktrees))
        .contains("/w/shop");
    assertThat(root("/tmp/trees/fixed", List.of("/tmp/trees/fixed"), worktrees))
        .contains("/tmp/trees/fixed");
  }

  @Test
  void aWorktreeOfAWorktreeFoldsAllTheWay() {
    assertThat(
            root(
                "/tmp/trees/fix",
                List.of("/tmp/trees/fix"),
                Map.of("/tmp/trees/fix", "/w/shop/.claude/worktrees/main/")))
        .contains("/w/shop");
  }

  @Test
  void spellingsOfOnePathAreOneProject() {
    assertThat(root("c:\\w\\shop\\", List.of("c:\\w\\shop\\"))).contains("C:\\w\\shop");
    assertThat(root("/w/shop/", List.of("/w/shop/"))).contains("/w/shop");
    assertThat(root("/", List.of("/"))).contains("/");
  }

  private static Optional<String> root(String cwd, List<String> cwds, String... withBranch) {
    return root(cwd, cwds, Map.of(), withBranch);
  }

  private static Optional<String> root(
      String cwd, List<String> cwds, Map<String, String> worktrees, String... withBranch) {
    return RepositoryRoot.of(
            new SessionSpan(
                "s",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SessionSpan.Start(cwd, Optional.empty(), false, Told.MAIN, 1)),
                new TreeSet<>(cwds),
                new TreeSet<>(List.of(withBranch)),
                new TreeMap<>(worktrees)))
        .map(ProjectPath::text);
  }
}
