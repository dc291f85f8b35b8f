package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.RemoteStorage;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The log of a Delta table on S3. A commit is one object, put there by a request that the server
 * refuses when there is one already, so that two writers never make the same commit.
 */
public final class PutIfAbsentLogStore extends HadoopFileSystemLogStore {
  /** Made by Delta, by name. */
  public PutIfAbsentLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    actions.forEachRemaining(action -> lines.append(action).append('\n'));
    byte[] content = lines.toString().getBytes(StandardCharsets.UTF_8);
    RemoteStorage storage = RemoteStorage.of(path.getFileSystem(configuration), Map.of());
    if (overwrite) {
      storage.write(path, new ByteArrayInputStream(content));
    } else if (storage.replace(path, Optional.empty(), content).isEmpty()) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
