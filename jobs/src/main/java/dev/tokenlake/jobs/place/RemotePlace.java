package dev.tokenlake.jobs.place;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * A place on HDFS or S3. What is written lasts when the call returns, so there is nothing to flush;
 * on HDFS the umask of the connection makes it its owner's alone, S3 has no such thing.
 *
 * @param path with scheme and authority
 */
public record RemotePlace(RemoteStorage storage, Path path) implements Place {
  public RemotePlace {
    path = storage.files().makeQualified(path);
  }

  RemotePlace(RemoteStorage storage, String location) {
    this(storage, new Path(location));
  }

  /** Something that the storage is asked for. */
  private interface Asking<T> {
    T ask(FileSystem files) throws IOException;
  }

  /** Whether HDFS has it, and not S3. */
  public boolean isOnHdfs() {
    return storage instanceof HdfsStorage;
  }

  /** What the file says with its version; absent where there is none. */
  public Optional<RemoteStorage.Stamped> stamped() {
    return ask("read", files -> storage.stamped(path));
  }

  /**
   * Writes the whole file unless somebody else did since.
   *
   * @param expected stamp of the version that this one replaces; absent when none is to be there
   * @return stamp of the new version; absent when another than the expected one is there
   */
  public Optional<String> replace(Optional<String> expected, byte[] content) {
    return ask("write", files -> storage.replace(path, expected, content));
  }

  /**
   * Writes the whole file unless somebody else did since, or removed what is unfinished here.
   *
   * @param last is done before the one step that others see, however late that is; when it throws,
   *     the file is what it was
   */
  public Optional<String> replace(Optional<String> expected, byte[] content, Runnable last) {
    return ask("write", files -> storage.replace(path, expected, content, last));
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
    return path.getName();
  }

  @Override
  public RemotePlace resolve(String below) {
    // A name with a colon would be taken for a scheme.
    return new RemotePlace(storage, new Path(path, "./" + below));
  }

  @Override
  public boolean exists() {
    return status().isPresent();
  }

  @Override
  public boolean isFile() {
    return status().filter(FileStatus::isFile).isPresent();
  }

  @Override
  public boolean isFolder() {
    return status().filter(FileStatus::isDirectory).isPresent();
  }

  private Optional<FileStatus> status() {
    return ask(
        "look at",
        files -> {
          try {
            return Optional.of(files.getFileStatus(path));
          } catch (FileNotFoundException e) {
            return Optional.<FileStatus>empty();
          }
        });
  }

  @Override
  public List<Place> children() {
    return ask(
        "list",
        files -> {
          List<Place> found = new ArrayList<>();
          try {
            for (FileStatus status : files.listStatus(path)) {
              found.add(new RemotePlace(storage, status.getPath()));
            }
          } catch (FileNotFoundException e) {
            return List.<Place>of();
          }
          return found.stream().filter(place -> !place.equals(this)).sorted().toList();
        });
  }

  @Override
  public List<Place> files() {
    return ask(
        "list",
        files -> {
          List<Place> found = new ArrayList<>();
          try {
            RemoteIterator<LocatedFileStatus> all = files.listFiles(path, true);
            while (all.hasNext()) {
              found.add(new RemotePlace(storage, all.next().getPath()));
            }
          } catch (FileNotFoundException e) {
            return List.<Place>of();
          }
          return found.stream().sorted().toList();
        });
  }

  @Override
  public long size() {
    return ask("look at", files -> files.getFileStatus(path).getLen());
  }

  @Override
  public long modified() {
    return ask("look at", files -> files.getFileStatus(path).getModificationTime());
  }

  @Override
  public InputStream open() {
    return ask("read", files -> files.open(path));
  }

  @Override
  public byte[] read() {
    return ask(
        "read",
        files -> {
          try (InputStream in = files.open(path)) {
            return in.readAllBytes();
          }
        });
  }

  @Override
  public Configuration hadoop() {
    return new Configuration(storage.files().getConf());
  }

  @Override
  public Map<String, String> settings() {
    return storage.settings();
  }

  @Override
  public InputFile parquetInput() {
    return ask("read", files -> HadoopInputFile.fromPath(path, files.getConf()));
  }

  @Override
  public OutputFile parquetOutput() {
    return ask("write", files -> HadoopOutputFile.fromPath(path, files.getConf()));
  }

  @Override
  public void write(byte[] content) {
    write(new ByteArrayInputStream(content));
  }

  /** Writes all that a stream has; readers see what was there before or all of it. */
  void write(InputStream content) {
    ask(
        "write",
        files -> {
          storage.write(path, content);
          return path;
        });
  }

  @Override
  public void removeUnfinished() {
    ask(
        "clear",
        files -> {
          storage.removeUnfinished(path);
          return path;
        });
  }

  @Override
  public void createFolder() {
    ask("make folder", files -> files.mkdirs(path));
  }

  @Override
  public void restrict() {}

  @Override
  public void moveTo(Place target) {
    ask(
        "move",
        files -> {
          storage.move(path, ((RemotePlace) target).path);
          return path;
        });
  }

  /** The copies go through this machine. */
  @Override
  public void cloneTo(Place target) {
    for (Place file : isFile() ? List.<Place>of(this) : files()) {
      Place to = file.equals(this) ? target : target.resolve(file.within(this));
      try (InputStream content = file.open()) {
        ((RemotePlace) to).write(content);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + file, e);
      }
    }
  }

  @Override
  public void sync() {}

  @Override
  public void syncNames() {}

  @Override
  public void deleteAll() {
    ask("remove", files -> files.delete(path, true));
  }

  private <T> T ask(String what, Asking<T> asking) {
    try {
      return asking.ask(storage.files());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot %s %s".formatted(what, path), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RemotePlace place && place.path.equals(path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return location();
  }
}
