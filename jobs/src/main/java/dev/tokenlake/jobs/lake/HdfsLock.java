package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.place.RemotePlace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.ipc.RemoteException;

/**
 * The right to append to a file, of which HDFS gives out one. It is renewed for as long as the
 * process lives; about a minute after its death the name node gives it to the next who asks.
 */
final class HdfsLock implements LakeLock {
  /** Closing the file of a dead holder takes the name node and a data node a few seconds. */
  private static final int RECOVERY_ATTEMPTS = 30;

  private static final long RECOVERY_PAUSE_MILLIS = 1_000;

  /** The only part of a refusal's text that tells the end of a dead holder's lease. */
  private static final String RECOVERY = "recover";

  private final LakeLayout lake;
  private final FileSystem files;
  private final FSDataOutputStream out;

  private HdfsLock(LakeLayout lake, FileSystem files, FSDataOutputStream out) {
    this.lake = lake;
    this.files = files;
    this.out = out;
  }

  static HdfsLock take(LakeLayout lake, RemotePlace place) {
    try {
      // A connection of its own: what it holds is nobody else's in this process.
      FileSystem files = FileSystem.newInstance(place.path().toUri(), settings(place));
      try {
        FSDataOutputStream out = append(lake, files, place.path());
        HdfsLock lock = new HdfsLock(lake, files, out);
        out.write((Holder.current() + "\n").getBytes(StandardCharsets.UTF_8));
        lock.check();
        return lock;
      } catch (IOException | RuntimeException e) {
        files.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + place, e);
    }
  }

  /** A few bytes that matter for a night go to the data nodes there are, be they one or two. */
  private static Configuration settings(RemotePlace place) {
    Configuration settings = place.hadoop();
    settings.set("dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER");
    return settings;
  }

  private static FSDataOutputStream append(LakeLayout lake, FileSystem files, Path file)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        files.mkdirs(file.getParent());
        if (!files.exists(file)) {
          files.createNewFile(file);
        }
        return files.append(file);
      } catch (IOException e) {
        if (!isHeld(e)) {
          throw e;
        }
        if (attempt == RECOVERY_ATTEMPTS || !isRecovering(e)) {
          throw Holder.refusal(lake, holder(files, file));
        }
        pause();
      }
    }
  }

  private static boolean isHeld(IOException e) {
    return e instanceof AlreadyBeingCreatedException || isRecovering(e) || isRemote(e);
  }

  private static boolean isRemote(IOException e) {
    return e instanceof RemoteException remote
        && remote.getClassName().equals(AlreadyBeingCreatedException.class.getName());
  }

  private static boolean isRecovering(IOException e) {
    return e instanceof RemoteException remote
        && remote.getClassName().endsWith("RecoveryInProgressException")
        && String.valueOf(remote.getMessage()).contains(RECOVERY);
  }

  private static void pause() {
    try {
      Thread.sleep(RECOVERY_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Each holder left a line; the last is the latest. */
  private static String holder(FileSystem files, Path file) throws IOException {
    try (var in = files.open(file)) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList();
      return lines.isEmpty() ? "a process that just began" : lines.get(lines.size() - 1);
    } catch (FileNotFoundException e) {
      return "a process that just began";
    }
  }

  @Override
  public Place root() {
    return lake.root();
  }

  /** The name node takes the new length from nobody but the holder. */
  @Override
  public synchronized void check() {
    try {
      out.write('\n');
      ((HdfsDataOutputStream) out).hsync(EnumSet.of(HdfsDataOutputStream.SyncFlag.UPDATE_LENGTH));
    } catch (IOException e) {
      throw new LakeLostException(
          "This run no longer holds %s; what it had not published is not published"
              .formatted(lake.root()),
          e);
    }
  }

  @Override
  public synchronized void close() {
    try (files) {
      out.close();
    } catch (IOException e) {
      // Whoever took it over holds it; there is nothing to let go.
      return;
    }
  }
}
