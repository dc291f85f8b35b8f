package dev.tokenlake.parsing.discover;

import java.util.List;

/** Finds every log below some roots, with {@code java.nio} and without opening any. */
public final class LogFinder {

  /**
   * Looks through the roots in order. A root may itself be a log or a packed folder. Files are
   * taken once, however many names lead to them: names that are no links before links.
   *
   * @throws java.io.UncheckedIOException when a root does not exist, cannot be listed at all, or is
   *     a file that is no log
   */
  public Discovery find(List<ArchiveRoot> roots) {
    FolderWalk walk = new FolderWalk();
    roots.forEach(walk::root);
    return walk.finish();
  }
}
