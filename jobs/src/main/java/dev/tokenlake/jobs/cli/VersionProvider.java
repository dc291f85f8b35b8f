package dev.tokenlake.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Version of the jar that runs. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "tokenlake "
          + Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
              .orElse("development"),
      "Java " + System.getProperty("java.version")
    };
  }
}
