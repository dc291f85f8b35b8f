package dev.tokenlake.parsing.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What the system says of a path.
 *
 * @param changed when the inode of a file was changed; of all else, and where the system does not
 *     tell, when it was modified
 */
record Seen(BasicFileAttributes attributes, FileTime changed) {
  static Seen at(Path path, LinkOption... links) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, links);
    boolean tells =
        attributes.isRegularFile()
            && path.getFileSystem().supportedFileAttributeViews().contains("unix");
    return new Seen(
        attributes,
        tells
            ? (FileTime) Files.getAttribute(path, "unix:ctime", links)
            : attributes.lastModifiedTime());
  }

  /** What two paths to one thing have in common. */
  Object key(Path path) {
    return attributes.fileKey() == null ? path : attributes.fileKey();
  }
}
