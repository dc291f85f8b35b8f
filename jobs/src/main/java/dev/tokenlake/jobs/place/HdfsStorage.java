package dev.tokenlake.jobs.place;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * HDFS: a rename replaces in one step. It does not depend on what it replaces, but on what it
 * renames: who takes a lake over removes that first, so a run that slept behind its last look has
 * nothing left to put in place. What each held before, {@link #replace} sees by itself.
 */
record HdfsStorage(FileSystem files, Map<String, String> settings) implements RemoteStorage {
  private static final int BUFFER = 64 << 10;

  /** Name of a file that is to become another: that of the other, hidden, and a UUID. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\..+\\.\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  @Override
  public void write(Path path, InputStream content) throws IOException {
    move(written(path, content), path);
  }

  /** All that a stream has, in a file of a name of its own beside the one it is to become. */
  private Path written(Path path, InputStream content) throws IOException {
    files.mkdirs(path.getParent());
    Path fresh = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
    try (FSDataOutputStream out =
        files.create(
            fresh,
            null,
            EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK),
            BUFFER,
            files.getDefaultReplication(fresh),
            files.getDefaultBlockSize(fresh),
            null)) {
      content.transferTo(out);
    }
    return fresh;
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    ((DistributedFileSystem) files).rename(from, to, Options.Rename.OVERWRITE);
  }

  @Override
  public Optional<Stamped> stamped(Path path) throws IOException {
    FileStatus status;
    try {
      status = files.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    // Every version is a file of its own. Opened after the look: who reads a later text than the
    // stamp tells replaces nothing.
    try (FSDataInputStream in = files.open(path)) {
      return Optional.of(
          new Stamped(
              new String(in.readAllBytes(), StandardCharsets.UTF_8),
              Long.toString(((HdfsFileStatus) status).getFileId()),
              status.getModificationTime()));
    }
  }

  @Override
  public Optional<String> replace(
      Path path, Optional<String> expected, byte[] content, Runnable last) throws IOException {
    Path fresh = written(path, new ByteArrayInputStream(content));
    try {
      if (!stamped(path).map(Stamped::stamp).equals(expected)) {
        return Optional.empty();
      }
      last.run();
      move(fresh, path);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } finally {
      files.delete(fresh, false);
    }
    return stamped(path).map(Stamped::stamp);
  }

  @Override
  public void removeUnfinished(Path folder) throws IOException {
    FileStatus[] all;
    try {
      all = files.listStatus(folder, path -> UNFINISHED.matcher(path.getName()).matches());
    } catch (FileNotFoundException e) {
      return;
    }
    for (FileStatus file : all) {
      files.delete(file.getPath(), false);
    }
  }
}
