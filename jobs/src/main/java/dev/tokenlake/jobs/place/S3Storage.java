package dev.tokenlake.jobs.place;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/** S3: an object appears whole when its upload ends, and an upload may depend on what is there. */
record S3Storage(FileSystem files, Map<String, String> settings) implements RemoteStorage {
  /** A version that is replaced while it is read is read again; writers are seconds apart. */
  private static final int ATTEMPTS = 5;

  @Override
  public void write(Path path, InputStream content) throws IOException {
    try (FSDataOutputStream out = files.createFile(path).overwrite(true).recursive().build()) {
      content.transferTo(out);
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    try (InputStream content = files.open(from)) {
      write(to, content);
    }
    files.delete(from, false);
  }

  @Override
  public Optional<Stamped> stamped(Path path) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        FileStatus status = files.getFileStatus(path);
        // The read fails when the object is no longer the one that was looked at.
        try (FSDataInputStream in = open(path, status)) {
          return Optional.of(
              new Stamped(
                  new String(in.readAllBytes(), StandardCharsets.UTF_8),
                  ((EtagSource) status).getEtag(),
                  status.getModificationTime()));
        }
      } catch (FileNotFoundException e) {
        return Optional.empty();
      } catch (RemoteFileChangedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private FSDataInputStream open(Path path, FileStatus status) throws IOException {
    return org.apache.hadoop.util.functional.FutureIO.awaitFuture(
        files.openFile(path).withFileStatus(status).build());
  }

  @Override
  public Optional<String> replace(
      Path path, Optional<String> expected, byte[] content, Runnable last) throws IOException {
    last.run();
    try {
      put(path, expected, content);
    } catch (IOException e) {
      // An answer may be lost and the request repeated, which then finds what it wrote itself.
      Optional<Stamped> found = stamped(path);
      if (found.isPresent() && found.get().says(content)) {
        return found.map(Stamped::stamp);
      }
      if (!found.map(Stamped::stamp).equals(expected)) {
        return Optional.empty();
      }
      throw e;
    }
    return stamped(path).filter(found -> found.says(content)).map(Stamped::stamp);
  }

  /** Nothing is there before all of it is. */
  @Override
  public void removeUnfinished(Path folder) {}

  private void put(Path path, Optional<String> expected, byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path).overwrite(true).recursive();
    if (expected.isPresent()) {
      builder.must(
          Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG, expected.get());
    } else {
      builder.must(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    }
    try (FSDataOutputStream out = builder.build()) {
      out.write(content);
    }
  }
}
