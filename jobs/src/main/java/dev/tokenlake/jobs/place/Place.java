package dev.tokenlake.jobs.place;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * A file or folder of a lake, there or not. What is written is its owner's alone, whatever the
 * umask. Failures of the storage are {@link java.io.UncheckedIOException}s.
 */
public sealed interface Place extends Comparable<Place> permits LocalPlace, RemotePlace {
  /** A place on this machine. */
  static Place of(Path path) {
    return new LocalPlace(path);
  }

  /**
   * A place by its URI, or on this machine by its path.
   *
   * @param settings of Hadoop, for a place elsewhere; they go before those of the environment
   */
  static Place of(String location, Map<String, String> settings) {
    return isRemote(location)
        ? new RemotePlace(RemoteStorage.open(URI.create(location), settings), location)
        : of(Path.of(location));
  }

  /** Whether a location names a place on HDFS or S3. */
  static boolean isRemote(String location) {
    return location.startsWith("hdfs://") || location.startsWith("s3a://");
  }

  /** Path or URI, as Spark, Delta and people take it. */
  String location();

  /** URI; of a file, without a slash at its end. */
  String uri();

  /** Last part of the location. */
  String name();

  /**
   * A place below.
   *
   * @param below names parted by {@code /}
   */
  Place resolve(String below);

  /** The name of this place below another that holds it, parted by {@code /}. */
  default String within(Place folder) {
    String outer = folder.location() + "/";
    String inner = location().replace('\\', '/');
    if (!inner.startsWith(outer.replace('\\', '/'))) {
      throw new IllegalArgumentException(inner + " is not below " + folder.location());
    }
    return inner.substring(outer.length());
  }

  /** Whether a file or folder is there. */
  boolean exists();

  boolean isFile();

  boolean isFolder();

  /** Files and folders right below, sorted; none where there is no folder. */
  List<Place> children();

  /** Files of a table right below, sorted: not what a writer keeps beside them. */
  default List<Place> parquetFiles() {
    return children().stream()
        .filter(file -> file.name().endsWith(".parquet") && !file.name().startsWith("."))
        .toList();
  }

  /** Files below at any depth, sorted; none where there is no folder. */
  List<Place> files();

  /** Length of a file in bytes. */
  long size();

  /** When a file was last written, in milliseconds since the epoch. */
  long modified();

  /** Opens a file from its start. */
  InputStream open();

  /** All bytes of a file. */
  byte[] read();

  /** Settings for libraries that open files of this place through Hadoop. */
  Configuration hadoop();

  /** Those of them that were given for this place; they may hold secrets and are never printed. */
  Map<String, String> settings();

  /** Opens a Parquet file. */
  InputFile parquetInput();

  /** A Parquet file that is made or replaced when written; it lasts only after {@link #sync}. */
  OutputFile parquetOutput();

  /**
   * Writes a whole file that lasts, and the folders above it; readers see what was there before or
   * all of it.
   */
  void write(byte[] content);

  /**
   * Removes from a folder what is left of {@link #write}s that did not end; none of this process
   * may be under way, and another process's that is cannot end well any more.
   */
  void removeUnfinished();

  /** Makes a folder and those above it. */
  void createFolder();

  /** Makes a file its owner's alone. */
  void restrict();

  /** Moves a finished file, to wherever it may be, replacing what is there in one step. */
  void moveTo(Place target);

  /**
   * Makes a file of the same bytes as this one, or a folder of the same files; where this is not
   * there, nothing.
   */
  void cloneTo(Place target);

  /** Makes last what was written here and below. */
  void sync();

  /** Makes last what lies in a folder under which name, as far as that was not told already. */
  void syncNames();

  /** Removes a file, or a folder with all it holds; links are removed, not followed. */
  void deleteAll();

  @Override
  default int compareTo(Place other) {
    return Comparator.comparing(Place::location).compare(this, other);
  }
}
