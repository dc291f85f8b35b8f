package dev.tokenlake.jobs.place;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * HDFS: a rename replaces in one step. It has no write that depends on what is there, so {@link
 * #replace} is only right for whoever holds the lake.
 */
record HdfsStorage(FileSystem files, Map<String, String> settings) implements RemoteStorage {
  private static final int BUFFER = 64 << 10;

  @Override
  public void write(Path path, InputStream content) throws IOException {
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
    move(fresh, path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    ((DistributedFileSystem) files).rename(from, to, Options.Rename.OVERWRITE);
  }

  @Override
  public Optional<Stamped> stamped(Path path) throws IOException {
    if (!files.exists(path)) {
      return Optional.empty();
    }
    try (FSDataInputStream in = files.open(path)) {
      FileStatus status = files.getFileStatus(path);
      String stamp = status.getModificationTime() + "-" + status.getLen();
      return Optional.of(
          new Stamped(
              new String(in.readAllBytes(), StandardCharsets.UTF_8),
              stamp,
              status.getModificationTime()));
    }
  }

  @Override
  public Optional<String> replace(Path path, Optional<String> expected, byte[] content)
      throws IOException {
    if (!stamped(path).map(Stamped::stamp).equals(expected)) {
      return Optional.empty();
    }
    write(path, new ByteArrayInputStream(content));
    return stamped(path).map(Stamped::stamp);
  }
}
