package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.jobs.forget.ForgetRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a lake is to forget for good. */
final class ForgetOptions {
  @Option(
      names = "--forget-before",
      paramLabel = "DATE",
      description =
          "Forget everything of before this day for good, YYYY-MM-DD; the lake remembers to.")
  private Optional<String> before = Optional.empty();

  @Option(
      names = "--forget-project",
      paramLabel = "PROJECT",
      description =
          "Forget all sessions of the projects at or below this path, or of this name, for good;"
              + " may be repeated; the lake remembers to.")
  private List<String> projects = new ArrayList<>();

  @Option(
      names = "--lift-forgetting",
      description =
          "With rebuild: drop the rules that the lake remembers; what the logs still hold comes"
              + " back.")
  private boolean lifted;

  /** What is asked for; every mistake is told at once. */
  ForgetRules rules(ConfigFile file, ZoneId zone, boolean rebuilds) {
    List<String> problems = new ArrayList<>();
    Optional<LocalDate> day = day(before.or(file::forgetBefore), problems);
    LocalDate today = LocalDate.ofInstant(Instant.now(), zone);
    day.filter(d -> d.isAfter(today))
        .ifPresent(d -> problems.add("--forget-before %s is in the future".formatted(d)));
    List<String> said = projects.isEmpty() ? file.forgetProjects() : projects;
    if (said.stream().anyMatch(String::isBlank)) {
      problems.add("--forget-project without a project");
    }
    if (lifted && !rebuilds) {
      problems.add("--lift-forgetting needs a rebuild, which reads the logs again");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new ForgetRules(day, said, lifted);
  }

  private static Optional<LocalDate> day(Optional<String> text, List<String> problems) {
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      problems.add("--forget-before is no date (YYYY-MM-DD): " + text.orElse(""));
      return Optional.empty();
    }
  }
}
