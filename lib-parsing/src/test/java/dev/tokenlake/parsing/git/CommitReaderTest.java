package dev.tokenlake.parsing.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitReaderTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");
  private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void everyCommitThatABranchOrTagReachesIsReadOnceWithItsAuthorsTime() throws IOException {
    Path shop = folder.resolve("shop");
    ObjectId first;
    ObjectId second;
    ObjectId onBranch;
    ObjectId tagged;
    try (Repository repository = create(shop.resolve(".git"))) {
      first = commit(repository, MONDAY, "first");
      second = commit(repository, MONDAY.plusSeconds(60), "second", first);
      onBranch = commit(repository, MONDAY.plusSeconds(120), "third", first);
      tagged = commit(repository, MONDAY.plusSeconds(180), "fourth", second, onBranch);
      ObjectId lost = commit(repository, MONDAY, "lost");
      update(repository, "refs/heads/main", second);
      update(repository, "refs/heads/fix", onBranch);
      update(repository, "refs/tags/v1", tag(repository, tagged));
      assertThat(lost).isNotEqualTo(first);
    }

    assertThat(read(shop))
        .containsExactlyInAnyOrder(
            new Commit("shop", first.name(), MONDAY),
            new Commit("shop", second.name(), MONDAY.plusSeconds(60)),
            new Commit("shop", onBranch.name(), MONDAY.plusSeconds(120)),
            new Commit("shop", tagged.name(), MONDAY.plusSeconds(180)));
  }

  @Test
  void aCommitOfTwoClonesCountsOnceInTheFirstOneGiven() throws IOException {
    ObjectId shared = onlyCommit(folder.resolve("one/.git"), "shared");
    assertThat(onlyCommit(folder.resolve("two/.git"), "shared")).isEqualTo(shared);
    ObjectId own = onlyCommit(folder.resolve("three/.git"), "own");

    assertThat(read(folder.resolve("two"), folder.resolve("one"), folder.resolve("three")))
        .containsExactlyInAnyOrder(
            new Commit("two", shared.name(), MONDAY), new Commit("three", own.name(), MONDAY));
  }

  @Test
  void bareAndEmptyRepositoriesAreRepositories() throws IOException {
    ObjectId commit = onlyCommit(folder.resolve("bare.git"), "first");
    create(folder.resolve("empty/.git")).close();

    assertThat(read(folder.resolve("bare.git")))
        .containsExactly(new Commit("bare.git", commit.name(), MONDAY));
    assertThat(read(folder.resolve("empty"))).isEmpty();
    assertThat(read()).isEmpty();
  }

  @Test
  void anyOtherFolderIsRefusedByName() throws IOException {
    Path plain = Files.createDirectories(folder.resolve("plain"));

    assertThatThrownBy(() -> read(plain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a git repository: " + plain);
  }

  private static List<Commit> read(Path... repositories) {
    return new CommitReader().read(List.of(repositories));
  }

  private static ObjectId onlyCommit(Path gitFolder, String message) throws IOException {
    try (Repository repository = create(gitFolder)) {
      ObjectId commit = commit(repository, MONDAY, message);
      update(repository, "refs/heads/main", commit);
      return commit;
    }
  }

  private static Repository create(Path gitFolder) throws IOException {
    Repository repository = new FileRepository(gitFolder.toFile());
    repository.create(!gitFolder.endsWith(".git"));
    return repository;
  }

  /** A commit authored then, and committed again long after, as a rebase does. */
  private static ObjectId commit(
      Repository repository, Instant at, String message, ObjectId... parents) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(new TreeFormatter()));
      commit.setParentIds(parents);
      commit.setAuthor(new PersonIdent("dev", "dev@example.org", at, ZoneOffset.ofHours(2)));
      commit.setCommitter(new PersonIdent("dev", "dev@example.org", LATER, ZoneOffset.UTC));
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static ObjectId tag(Repository repository, ObjectId commit) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TagBuilder tag = new TagBuilder();
      tag.setTag("v1");
      tag.setObjectId(commit, org.eclipse.jgit.lib.Constants.OBJ_COMMIT);
      tag.setTagger(new PersonIdent("dev", "dev@example.org", LATER, ZoneOffset.UTC));
      tag.setMessage("first version");
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      return id;
    }
  }

  private static void update(Repository repository, String name, ObjectId id) throws IOException {
    RefUpdate ref = repository.updateRef(name);
    ref.setNewObjectId(id);
    assertThat(ref.update()).isEqualTo(RefUpdate.Result.NEW);
  }
}
