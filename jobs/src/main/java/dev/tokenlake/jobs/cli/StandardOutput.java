package dev.tokenlake.jobs.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The standard output of this process. What prints to it does not hear that it could not be
 * written, so this remembers.
 */
public final class StandardOutput {
  /** What the system says when nobody reads any more. */
  private static final String NO_READER = "Broken pipe";

  private final Remembering file;
  private final PrintStream out;

  private StandardOutput(OutputStream file) {
    this.file = new Remembering(file);
    this.out = new PrintStream(new BufferedOutputStream(this.file), true, Charset.defaultCharset());
  }

  /** Takes its place in this process from here on. */
  public static StandardOutput take() {
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(output.out);
    return output;
  }

  /**
   * How the process ends when a command ended so: who asked for an output and did not get it is
   * told. That a reader has seen enough is no news.
   */
  public int exitCode(int ofCommand) {
    out.flush();
    Optional<String> failure = file.failure();
    if (failure.isEmpty() || ofCommand != ExitCode.DONE) {
      return ofCommand;
    }
    if (failure.get().contains(NO_READER)) {
      return ExitCode.NO_READER;
    }
    System.err.println("Done, but what there is to print could not be written: " + failure.get());
    return ExitCode.FAILED;
  }

  /** Remembers the first failure. */
  private static final class Remembering extends FilterOutputStream {
    private Optional<String> failure = Optional.empty();

    Remembering(OutputStream out) {
      super(out);
    }

    Optional<String> failure() {
      return failure;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure.or(() -> Optional.of(String.valueOf(e.getMessage())));
        throw e;
      }
    }
  }
}
