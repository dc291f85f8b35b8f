package dev.tokenlake.jobs.run;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Says on stderr how far a run is: a bar on a terminal, plain lines otherwise. */
public final class Progress {
  private static final long MEBIBYTE = 1 << 20;
  private static final long SECONDS_BETWEEN_LINES = 10;

  private final PrintStream err;
  private final Mode mode;

  /** How much is said. */
  public enum Mode {
    /** A moving bar. */
    BAR,
    /** A line per step, and one every ten seconds. */
    LINES,
    /** Nothing but errors and warnings. */
    QUIET
  }

  public Progress(PrintStream err, Mode mode) {
    this.err = err;
    this.mode = mode;
  }

  /** Says a line, unless quiet. */
  public void say(String line) {
    if (mode != Mode.QUIET) {
      err.println(line);
    }
  }

  /** Says a line that is to be read even by who wants quiet. */
  public void warn(String line) {
    err.println("WARNING: " + line);
  }

  /** Runs a step whose size is known in bytes, showing how far it is. */
  public void during(String name, long total, LongSupplier done, Runnable work) {
    Step step =
        switch (mode) {
          case QUIET -> () -> {};
          case BAR -> new Bar(name, total, done, err);
          case LINES -> new Lines(name, total, done);
        };
    try {
      work.run();
    } finally {
      step.close();
    }
  }

  /** Something that takes a while. */
  private interface Step {
    void close();
  }

  private static final class Bar implements Step {
    private final ProgressBar bar;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticking;
    private final LongSupplier done;

    Bar(String name, long total, LongSupplier done, PrintStream err) {
      this.done = done;
      this.bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setUnit(" MB", MEBIBYTE)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(err))
              .build();
      ticking =
          clock.scheduleAtFixedRate(
              () -> bar.stepTo(done.getAsLong()), 200, 200, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      ticking.cancel(false);
      clock.shutdownNow();
      bar.stepTo(done.getAsLong());
      bar.close();
    }
  }

  private final class Lines implements Step {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticking;

    Lines(String name, long total, LongSupplier done) {
      say("%s: %,d MB".formatted(name, total / MEBIBYTE));
      ticking =
          clock.scheduleAtFixedRate(
              () ->
                  say(
                      "%s: %,d of %,d MB"
                          .formatted(name, done.getAsLong() / MEBIBYTE, total / MEBIBYTE)),
              SECONDS_BETWEEN_LINES,
              SECONDS_BETWEEN_LINES,
              TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      ticking.cancel(false);
      clock.shutdownNow();
    }
  }
}
