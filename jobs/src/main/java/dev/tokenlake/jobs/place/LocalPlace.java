package dev.tokenlake.jobs.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * A place on this machine.
 *
 * @param path absolute and normal
 */
public record LocalPlace(Path path) implements Place {
  private static final Set<PosixFilePermission> OWN_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OWN_FILE =
      PosixFilePermissions.fromString("rw-------");

  /** How the name of a file ends that is being written. */
  private static final String NEXT = ".next";

  /** Name of a file that is to become another: that of the other, hidden, and the ending. */
  private static final Pattern UNFINISHED = Pattern.compile("\\..+" + Pattern.quote(NEXT));

  public LocalPlace {
    path = path.toAbsolutePath().normalize();
  }

  /** Something that the file system is asked for. */
  private interface Asking<T> {
    T ask() throws IOException;
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public String uri() {
    return path.toUri().toString();
  }

  @Override
  public String name() {
    return String.valueOf(path.getFileName());
  }

  @Override
  public LocalPlace resolve(String below) {
    return new LocalPlace(path.resolve(below));
  }

  @Override
  public boolean exists() {
    return Files.exists(path);
  }

  @Override
  public boolean isFile() {
    return Files.isRegularFile(path);
  }

  @Override
  public boolean isFolder() {
    return Files.isDirectory(path);
  }

  @Override
  public List<Place> children() {
    if (!isFolder()) {
      return List.of();
    }
    return ask(
        "list",
        () -> {
          try (Stream<Path> paths = Files.list(path)) {
            return paths.sorted().map(Place::of).toList();
          }
        });
  }

  @Override
  public List<Place> files() {
    if (!isFolder()) {
      return List.of();
    }
    return below(Comparator.naturalOrder()).stream()
        .filter(Files::isRegularFile)
        .map(Place::of)
        .toList();
  }

  @Override
  public long size() {
    return ask("look at", () -> Files.size(path));
  }

  @Override
  public long modified() {
    return ask("look at", () -> Files.getLastModifiedTime(path)).toMillis();
  }

  @Override
  public InputStream open() {
    return ask("read", () -> Files.newInputStream(path));
  }

  @Override
  public byte[] read() {
    return ask("read", () -> Files.readAllBytes(path));
  }

  @Override
  public Configuration hadoop() {
    Configuration configuration = new Configuration();
    configuration.set("fs.permissions.umask-mode", "077");
    return configuration;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public InputFile parquetInput() {
    return new LocalInputFile(path);
  }

  @Override
  public OutputFile parquetOutput() {
    return new LocalOutputFile(path);
  }

  @Override
  public void write(byte[] content) {
    LocalPlace fresh = new LocalPlace(path.resolveSibling("." + path.getFileName() + NEXT));
    Optional.ofNullable(path.getParent()).map(LocalPlace::new).ifPresent(Place::createFolder);
    try {
      ask("write", () -> Files.write(fresh.path, content));
      fresh.restrict();
      fresh.sync();
      ask(
          "write",
          () ->
              Files.move(
                  fresh.path,
                  path,
                  StandardCopyOption.ATOMIC_MOVE,
                  StandardCopyOption.REPLACE_EXISTING));
      flush(path.toAbsolutePath().getParent());
    } catch (UncheckedIOException e) {
      try {
        fresh.deleteAll();
      } catch (UncheckedIOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  @Override
  public void removeUnfinished() {
    children().stream()
        .filter(file -> UNFINISHED.matcher(file.name()).matches())
        .filter(file -> Files.isRegularFile(((LocalPlace) file).path, LinkOption.NOFOLLOW_LINKS))
        .forEach(Place::deleteAll);
  }

  @Override
  public void createFolder() {
    ask(
        "make folder",
        () ->
            hasPermissions()
                ? Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWN_FOLDER))
                : Files.createDirectories(path));
  }

  @Override
  public void restrict() {
    if (hasPermissions()) {
      ask("restrict", () -> Files.setPosixFilePermissions(path, OWN_FILE));
    }
  }

  private boolean hasPermissions() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Override
  public void moveTo(Place target) {
    if (target instanceof RemotePlace remote) {
      try (InputStream content = open()) {
        remote.write(content);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + path, e);
      }
      deleteAll();
    } else if (target instanceof LocalPlace local) {
      ask("move", () -> Files.move(path, local.path, StandardCopyOption.ATOMIC_MOVE));
    }
  }

  /** The copies are links to the same bytes. */
  @Override
  public void cloneTo(Place target) {
    if (!exists()) {
      return;
    }
    for (Path from : below(Comparator.naturalOrder())) {
      LocalPlace to =
          from.equals(path)
              ? (LocalPlace) target
              : (LocalPlace) target.resolve(path.relativize(from).toString());
      if (Files.isDirectory(from)) {
        to.createFolder();
      } else {
        to.ask("link", () -> Files.createLink(to.path, from));
      }
    }
  }

  @Override
  public void sync() {
    below(Comparator.naturalOrder()).forEach(LocalPlace::flush);
  }

  /** Makes a file, or what names a folder has, outlast a loss of power. */
  private static void flush(Path path) {
    new LocalPlace(path)
        .ask(
            "flush",
            () -> {
              try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
                return path;
              }
            });
  }

  @Override
  public void syncNames() {
    flush(path);
  }

  @Override
  public void deleteAll() {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path each : below(Comparator.reverseOrder())) {
      new LocalPlace(each).ask("remove", () -> Files.deleteIfExists(each));
    }
  }

  private List<Path> below(Comparator<Path> order) {
    return ask(
        "list",
        () -> {
          try (Stream<Path> paths = Files.walk(path)) {
            return paths.sorted(order).toList();
          }
        });
  }

  private <T> T ask(String what, Asking<T> asking) {
    try {
      return asking.ask();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot %s %s".formatted(what, path), e);
    }
  }

  @Override
  public String toString() {
    return location();
  }
}
