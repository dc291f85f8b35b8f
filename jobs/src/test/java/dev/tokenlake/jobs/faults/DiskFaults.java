package dev.tokenlake.jobs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A disk that fails on demand below one folder: a library that is loaded before the C library of a
 * process, and the file through which it is told what to do. Whatever changes a file passes it:
 * {@code java.nio}, {@code java.io}, Hadoop, Spark, and the processes they start.
 */
public final class DiskFaults {
  private static final String FILE_VARIABLE = "TOKENLAKE_DISK_FAULTS";
  private static final int LONGS = 7;
  private static final int KINDS = 16;
  private static final int TEXT = 1024;
  private static final int BY_KIND_AT = LONGS * Long.BYTES;
  private static final int PATH_AT = BY_KIND_AT + KINDS * Long.BYTES;
  private static final int FOLDER_AT = PATH_AT + TEXT;
  private static final int SCRATCH_AT = FOLDER_AT + TEXT;
  private static final int SPARED_AT = SCRATCH_AT + TEXT;
  private static final int SIZE = SPARED_AT + TEXT;

  private final Path library;
  private final Path file;
  private final MappedByteBuffer control;

  /** What becomes of the chosen change; the order is that of the library. */
  public enum Mode {
    /** Nothing; changes are counted. */
    COUNT,
    /** It fails, those after it do not. */
    ONCE,
    /** It and all after it fail, as on a dead disk or in a dead process. */
    FROM_THERE_ON
  }

  /** Which changes are counted and chosen from; the order is that of the library. */
  public enum Where {
    NOWHERE,
    /** Below the folder, what the next run finds again. */
    KEPT,
    /** Scratch space of the run. */
    SCRATCH,
    BOTH
  }

  /** Ways to change a file; the order is that of the library. */
  public enum Kind {
    OPEN,
    WRITE,
    TRUNCATE,
    SYNC,
    RENAME,
    REMOVE,
    MKDIR,
    LINK,
    SYMLINK,
    CHMOD,
    TIMES
  }

  private DiskFaults(Path library, Path file) {
    this.library = library;
    this.file = file;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      control = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
      control.order(ByteOrder.nativeOrder());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot map " + file, e);
    }
  }

  /**
   * Builds the library and a control file in a folder; absent where there is no C compiler or the
   * system has no such way into its C library.
   */
  public static Optional<DiskFaults> build(Path folder) {
    Path source = folder.resolve("disk_faults.c");
    Path library = folder.resolve("disk_faults.so");
    Path file = folder.resolve("disk_faults.control");
    try (var resource = DiskFaults.class.getResourceAsStream("/faults/disk_faults.c")) {
      Files.createDirectories(folder);
      Files.write(source, resource.readAllBytes());
      Files.write(file, new byte[SIZE]);
      Process compiler =
          new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-O2", "-o", "" + library, "" + source, "-ldl")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("cc.log").toFile())
              .start();
      boolean built = compiler.waitFor(1, TimeUnit.MINUTES) && compiler.exitValue() == 0;
      return built ? Optional.of(new DiskFaults(library, file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /**
   * Those that this process was started with. Spark's own folders can always be made: without them
   * Spark ends the process, and so the test; {@link SparkExitTest} is about that.
   */
  public static DiskFaults ofThisProcess() {
    DiskFaults faults =
        new DiskFaults(Path.of(System.getenv("LD_PRELOAD")), Path.of(System.getenv(FILE_VARIABLE)));
    faults.control.put(SPARED_AT, text("/.work/spark"));
    return faults;
  }

  /** What a process needs in its environment to be subject to them. */
  public Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), FILE_VARIABLE, file.toString());
  }

  /**
   * Begins to count anew.
   *
   * @param lake below which changes count
   * @param target number of the change that is chosen, from 1
   */
  public void arm(Path lake, Where where, Mode mode, long target) {
    arm(lake, lake.resolve(".work"), where, mode, target);
  }

  /** The same when scratch space is another folder below the lake, or only a part of it. */
  void arm(Path lake, Path scratch, Where where, Mode mode, long target) {
    disarm();
    for (int i = 1; i < LONGS + KINDS; i++) {
      control.putLong(i * Long.BYTES, 0);
    }
    control.put(PATH_AT, new byte[TEXT]);
    control.put(FOLDER_AT, name(lake));
    control.put(SCRATCH_AT, name(scratch));
    control.putLong(Long.BYTES, number(mode));
    control.putLong(2 * Long.BYTES, target);
    control.putLong(6 * Long.BYTES, number(where));
    control.putLong(0, 1);
  }

  /** From now on nothing is counted and nothing fails. */
  public void disarm() {
    control.putLong(0, 0);
  }

  /** Changes since it was armed. */
  public long seen() {
    return control.getLong(3 * Long.BYTES);
  }

  /** Changes that failed since it was armed. */
  public long fired() {
    return control.getLong(4 * Long.BYTES);
  }

  /** Changes since it was armed, by kind. */
  public Map<Kind, Long> byKind() {
    Map<Kind, Long> counts = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      counts.put(kind, control.getLong(BY_KIND_AT + (int) number(kind) * Long.BYTES));
    }
    return counts;
  }

  /** The change that failed, the first of them. */
  public String failed() {
    byte[] path = new byte[TEXT];
    control.get(PATH_AT, path);
    Kind kind = Kind.values()[(int) control.getLong(5 * Long.BYTES)];
    return (kind + " " + new String(path, StandardCharsets.UTF_8).replace("\0", ""))
        .toLowerCase(Locale.ROOT)
        .strip();
  }

  private static byte[] name(Path folder) {
    return text(folder.toAbsolutePath().normalize().toString());
  }

  private static byte[] text(String text) {
    return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), TEXT);
  }

  private static <E extends Enum<E>> long number(E constant) {
    return Arrays.asList(constant.getDeclaringClass().getEnumConstants()).indexOf(constant);
  }
}
