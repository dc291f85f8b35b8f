package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.LakeException;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.night.Verification;
import dev.tokenlake.jobs.run.RunLog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code verify}. */
@Command(
    name = "verify",
    description =
        "Check every stored file against its checksum, the ledger against the facts, and the tables"
            + " against their identities and the facts; options as given to nightly. Exits with 1"
            + " on any finding.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    ConfigFile file = options.file();
    LakeLayout lake = options.lake().layout(file);
    if (!lake.format().exists()) {
      return withoutFormat(lake);
    }
    LakeFormat.check(lake);
    LakeConfig config = options.lakeConfig(file);
    Verification verification =
        new Verification(lake, config, options.master(file), options.progress());
    Verification.Result result;
    try (RunLog log =
        RunLog.open(lake, RunLog.name(Instant.now()), !config.repositories().isEmpty())) {
      result = run(verification, log);
    }
    result.findings().forEach(VerifyCommand::print);
    if (!options.quiet()) {
      System.out.println(summary(result));
    }
    return result.findings().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** What is no lake, or lost the file that says so. */
  private static int withoutFormat(LakeLayout lake) {
    if (!lake.facts().exists()) {
      throw new ConfigException(List.of("No lake in " + lake.root()));
    }
    String problem = "is missing, so that no run touches the facts that are there";
    print(new Finding(lake.format().location(), "lake", problem));
    return ExitCode.FAILED;
  }

  private static void print(Finding finding) {
    System.out.printf("%s: %s (%s)%n", finding.place(), finding.problem(), finding.check());
  }

  private static String summary(Verification.Result result) {
    if (!result.findings().isEmpty()) {
      return result.findings().size() + " findings";
    }
    return result
        .uncompared()
        .map(why -> "sound, but the rows of tables were not compared with the facts: " + why)
        .orElse("sound");
  }

  private static Verification.Result run(Verification verification, RunLog log) {
    try {
      return verification.run();
    } catch (LakeException e) {
      throw e;
    } catch (Exception e) {
      throw new RunFailedException("The lake could not be verified. " + log.failed(e), e);
    }
  }
}
