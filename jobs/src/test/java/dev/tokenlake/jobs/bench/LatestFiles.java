package dev.tokenlake.jobs.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latest files of an archive: held back before a night, half of them whole and of the other
 * half the end, and put back for the next.
 */
final class LatestFiles {
  private static final double KEPT_OF_A_FILE = 0.7;

  private final Path archive;
  private final Path held;

  /**
   * @param held folder beside the archive for what is held back
   */
  LatestFiles(Path archive, Path held) {
    this.archive = archive;
    this.held = held;
  }

  /** Holds so many percent of the files back. */
  void hold(double percent) throws IOException {
    Map<Path, FileTime> all = files(archive);
    List<Path> latest =
        all.keySet().stream()
            .sorted(Comparator.comparing((Path file) -> all.get(file)).reversed())
            .limit((long) (all.size() * percent / 100))
            .toList();
    for (int i = 0; i < latest.size(); i++) {
      Path file = latest.get(i);
      Path copy = held.resolve(archive.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      if (i % 2 == 0) {
        Files.delete(file);
      } else {
        cut(file);
      }
    }
  }

  /** Leaves the first lines of a file; whoever writes one ends each with a newline. */
  private static void cut(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek((long) (bytes.length() * KEPT_OF_A_FILE));
      bytes.readLine();
      bytes.setLength(bytes.getFilePointer());
    }
  }

  /** Puts back all that is held; returns how many files that are. */
  int putBack() throws IOException {
    int files = 0;
    for (Path file : files(held).keySet()) {
      Path target = archive.resolve(held.relativize(file));
      Files.copy(
          file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.delete(file);
      files++;
    }
    return files;
  }

  /** Every file below a folder, and when it was changed; none where there is no folder. */
  static Map<Path, FileTime> files(Path folder) throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    if (Files.exists(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.put(file, attributes.lastModifiedTime());
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return files;
  }
}
