package dev.tokenlake.jobs.place;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file system of Hadoop's that a lake lies on; its kinds differ in what they do in one step. */
public sealed interface RemoteStorage permits HdfsStorage, S3Storage {
  /**
   * Connects.
   *
   * @param settings go before what {@code HADOOP_CONF_DIR} and the class path have
   */
  static RemoteStorage open(URI location, Map<String, String> settings) {
    Map<String, String> given = new TreeMap<>(environment());
    given.putAll(settings);
    // The default reads ahead, for scans far larger than any here.
    given.putIfAbsent("fs.s3a.input.stream.type", "classic");
    Configuration configuration = new Configuration();
    given.forEach(configuration::set);
    configuration.set("fs.permissions.umask-mode", "077");
    try {
      return of(FileSystem.newInstance(location, configuration), given);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach " + location, e);
    }
  }

  /**
   * A file system that is open.
   *
   * @param settings what was set for it beyond Hadoop's defaults
   */
  static RemoteStorage of(FileSystem files, Map<String, String> settings) {
    return files.getScheme().equals("s3a")
        ? new S3Storage(files, settings)
        : new HdfsStorage(files, settings);
  }

  /**
   * What the files of Hadoop's configuration folder say; nothing where the environment has none.
   */
  private static Map<String, String> environment() {
    Map<String, String> found = new TreeMap<>();
    Optional<String> folder = Optional.ofNullable(System.getenv("HADOOP_CONF_DIR"));
    if (folder.isPresent()) {
      Configuration site = new Configuration(false);
      for (String name : new String[] {"core-site.xml", "hdfs-site.xml"}) {
        File file = new File(folder.get(), name);
        if (file.isFile()) {
          site.addResource(new Path(file.toURI()));
        }
      }
      site.forEach(entry -> found.put(entry.getKey(), site.get(entry.getKey())));
    }
    return found;
  }

  /** The file system. */
  FileSystem files();

  /** What was set for it beyond Hadoop's defaults. */
  Map<String, String> settings();

  /** Writes a whole file that lasts, replacing what is there in one step. */
  void write(Path path, InputStream content) throws IOException;

  /** Moves a file, replacing what is there in one step. */
  void move(Path from, Path to) throws IOException;

  /** A file with what tells its versions apart; absent where there is none. */
  Optional<Stamped> stamped(Path path) throws IOException;

  /** As below, with nothing to be done last. */
  default Optional<String> replace(Path path, Optional<String> expected, byte[] content)
      throws IOException {
    return replace(path, expected, content, () -> {});
  }

  /**
   * Writes a whole file unless somebody else did since, or removed what is unfinished.
   *
   * @param expected stamp of the version that this one replaces; absent when none is to be there
   * @param last is done before the one step that others see; when it throws, the file is what it
   *     was
   * @return stamp of the new version; absent when another than the expected one is there
   */
  Optional<String> replace(Path path, Optional<String> expected, byte[] content, Runnable last)
      throws IOException;

  /** Removes from a folder what is left of writes that did not end. */
  void removeUnfinished(Path folder) throws IOException;

  /**
   * A version of a file.
   *
   * @param text what it says, in UTF-8
   * @param stamp differs from that of every other version
   * @param modified when it was written, by the storage's clock, in milliseconds since the epoch
   */
  record Stamped(String text, String stamp, long modified) {
    /** Whether it says this. */
    boolean says(byte[] content) {
      return text.equals(new String(content, StandardCharsets.UTF_8));
    }
  }
}
