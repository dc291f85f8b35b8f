package dev.tokenlake.parsing.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the system says of a path, all of it in one answer, so that size and times are of one
 * moment.
 *
 * @param key what all paths to one thing have in common
 * @param size length in bytes
 * @param modified when its content was changed; anybody may set it
 * @param changed when its inode was changed; where the system does not tell, as {@code modified}
 */
record Seen(Type type, Object key, long size, Instant modified, Instant changed) {
  private static final String ASKED =
      "unix:isRegularFile,isDirectory,isSymbolicLink,fileKey,size,lastModifiedTime,ctime";

  /** What a path leads to. */
  enum Type {
    FILE,
    FOLDER,
    LINK,
    OTHER;

    private static Type of(boolean isFile, boolean isFolder, boolean isLink) {
      if (isFile) {
        return FILE;
      }
      if (isFolder) {
        return FOLDER;
      }
      return isLink ? LINK : OTHER;
    }
  }

  static Seen at(Path path, LinkOption... links) throws IOException {
    if (tellsChanges(path)) {
      Map<String, Object> told = Files.readAttributes(path, ASKED, links);
      return new Seen(
          Type.of(
              (Boolean) told.get("isRegularFile"),
              (Boolean) told.get("isDirectory"),
              (Boolean) told.get("isSymbolicLink")),
          told.get("fileKey"),
          (Long) told.get("size"),
          ((FileTime) told.get("lastModifiedTime")).toInstant(),
          ((FileTime) told.get("ctime")).toInstant());
    }
    BasicFileAttributes told = Files.readAttributes(path, BasicFileAttributes.class, links);
    Instant modified = told.lastModifiedTime().toInstant();
    return new Seen(
        Type.of(told.isRegularFile(), told.isDirectory(), told.isSymbolicLink()),
        Optional.ofNullable(told.fileKey()).orElse(path),
        told.size(),
        modified,
        modified);
  }

  /**
   * Whether the system tells when an inode was changed. Not asked of the file's own store: to find
   * that costs more than all else there is to look at.
   */
  static boolean tellsChanges(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }
}
