package dev.tokenlake.parsing.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Reads the commits of git repositories. */
public final class CommitReader {

  /**
   * Every commit that a branch, tag or remote branch of a repository reaches, merges included. A
   * commit found in several clones of a repository counts once, in the first one given.
   *
   * @param repositories work trees or bare repositories
   * @return by id
   * @throws IllegalArgumentException when one is not a git repository
   */
  public List<Commit> read(List<Path> repositories) {
    Map<String, Commit> byId = new TreeMap<>();
    for (Path repository : repositories) {
      for (Commit commit : read(repository)) {
        byId.putIfAbsent(commit.id(), commit);
      }
    }
    return List.copyOf(byId.values());
  }

  /** Whether there is a git repository, a work tree or a bare one, that can be opened. */
  public static boolean isRepository(Path path) {
    try {
      open(path).close();
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static List<Commit> read(Path path) {
    try (Repository repository = open(path);
        RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(true);
      ObjectId head = repository.resolve(Constants.HEAD);
      if (head != null) {
        markStart(walk, head);
      }
      for (Ref ref : repository.getRefDatabase().getRefs()) {
        if (ref.getObjectId() != null) {
          markStart(walk, ref.getObjectId());
        }
      }
      List<Commit> commits = new ArrayList<>();
      String name = path.toAbsolutePath().normalize().getFileName().toString();
      for (RevCommit commit : walk) {
        commits.add(new Commit(name, commit.name(), commit.getAuthorIdent().getWhenAsInstant()));
      }
      commits.sort(Comparator.comparing(Commit::id));
      return commits;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read git repository " + path, e);
    }
  }

  private static void markStart(RevWalk walk, ObjectId id) throws IOException {
    RevObject target = walk.peel(walk.parseAny(id));
    if (target instanceof RevCommit commit) {
      walk.markStart(commit);
    }
  }

  private static Repository open(Path path) throws IOException {
    try {
      FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
      if (builder.findGitDir(path.toFile()).getGitDir() == null) {
        builder.setGitDir(path.toFile());
      }
      return builder.build();
    } catch (RepositoryNotFoundException e) {
      throw new IllegalArgumentException("Not a git repository: " + path, e);
    }
  }
}
