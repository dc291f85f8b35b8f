package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.night.Steps;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that reads logs: they differ in name and in the steps that follow. */
abstract class ReadingCommand implements Callable<Integer> {
  private final Steps steps;

  @Spec private CommandSpec spec;

  @Mixin private RunOptions options;

  @Mixin private ArchiveOption archive;

  @Mixin private ForgetOptions forget;

  @Option(names = "--strict", description = "Exit with 4 when some input was quarantined.")
  private boolean strict;

  ReadingCommand(Steps steps) {
    this.steps = steps;
  }

  @Override
  public Integer call() {
    return new NightRun(
            spec.name(), options, Optional.of(archive), Optional.of(forget), steps, strict)
        .run();
  }
}
