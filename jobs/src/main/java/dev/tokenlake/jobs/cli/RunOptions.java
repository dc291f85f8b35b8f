package dev.tokenlake.jobs.cli;

import dev.tokenlake.jobs.config.ConfigException;
import dev.tokenlake.jobs.config.ConfigFile;
import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.parsing.calendar.ReportingCalendar;
import dev.tokenlake.parsing.git.CommitReader;
import dev.tokenlake.pricing.cost.PricingMode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that writes to a lake. */
final class RunOptions {
  /** Set by the launcher, which can tell; the JVM only knows whether stdin and stdout are. */
  private static final String STDERR_IS_TERMINAL = "TOKENLAKE_STDERR_IS_TERMINAL";

  @Mixin private LakeOption lake;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "IANA zone whose midnights part the days. Default: UTC")
  private Optional<String> timezone = Optional.empty();

  @Option(
      names = "--week-start",
      paramLabel = "DAY",
      description = "First day of a week: monday or sunday. Default: monday")
  private Optional<String> weekStart = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "First day to report, YYYY-MM-DD. Default: all")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "Last day to report, YYYY-MM-DD. Default: all")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--repository",
      paramLabel = "DIR",
      description = "Git repository whose commits are counted; may be repeated.")
  private List<Path> repositories = new ArrayList<>();

  @Option(
      names = "--pricing-mode",
      paramLabel = "MODE",
      description =
          "list: prices of the book; logged: the cost old logs state, where they do. Default: list")
  private Optional<PricingMode> pricingMode = Optional.empty();

  @Option(names = "--master", paramLabel = "URL", description = "Spark master. Default: local[*]")
  private Optional<String> master = Optional.empty();

  @ArgGroup private Voice voice = new Voice();

  /** How much is said on stderr. */
  private static final class Voice {
    @Option(names = "--quiet", description = "Say nothing but errors.")
    private boolean quiet;

    @Option(
        names = "--progress",
        description = "Show a moving bar even where stderr is no terminal.")
    private boolean bar;
  }

  ConfigFile file() {
    return lake.file();
  }

  LakeOption lake() {
    return lake;
  }

  String master(ConfigFile file) {
    return master.or(file::master).orElse("local[*]");
  }

  boolean quiet() {
    return voice.quiet;
  }

  Progress progress() {
    boolean terminal = System.getenv(STDERR_IS_TERMINAL) != null;
    Progress.Mode mode =
        voice.quiet
            ? Progress.Mode.QUIET
            : voice.bar || terminal ? Progress.Mode.BAR : Progress.Mode.LINES;
    return new Progress(System.err, mode);
  }

  /** What decides what the tables say; every mistake is told at once. */
  LakeConfig lakeConfig(ConfigFile file) {
    List<String> problems = new ArrayList<>();
    ZoneId zone = zone(timezone.or(file::timezone), problems);
    DayOfWeek firstDay = firstDay(weekStart.or(file::weekStart), problems);
    Optional<LocalDate> from = date("--since", since.or(file::since), problems);
    Optional<LocalDate> to = date("--until", until.or(file::until), problems);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      problems.add("--until %s is before --since %s".formatted(to.get(), from.get()));
    }
    List<Path> git = repositories.isEmpty() ? file.repositories() : repositories;
    git.stream()
        .filter(path -> !CommitReader.isRepository(path))
        .forEach(path -> problems.add("No git repository: " + path));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new LakeConfig(
        new ReportingCalendar(zone, firstDay),
        from,
        to,
        file.phases(),
        file.projects(),
        file.groups(),
        git,
        pricingMode.map(file.pricing()::withMode).orElse(file.pricing()));
  }

  private static ZoneId zone(Optional<String> name, List<String> problems) {
    try {
      return ZoneId.of(name.orElse("UTC"));
    } catch (DateTimeException e) {
      problems.add("No such timezone: " + name.orElse(""));
      return ZoneOffset.UTC;
    }
  }

  private static DayOfWeek firstDay(Optional<String> name, List<String> problems) {
    return switch (name.orElse("monday").toLowerCase(Locale.ROOT)) {
      case "monday" -> DayOfWeek.MONDAY;
      case "sunday" -> DayOfWeek.SUNDAY;
      default -> {
        problems.add("A week starts on monday or sunday, not on " + name.orElse(""));
        yield DayOfWeek.MONDAY;
      }
    };
  }

  private static Optional<LocalDate> date(
      String option, Optional<String> text, List<String> problems) {
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeException e) {
      problems.add("%s is no date (YYYY-MM-DD): %s".formatted(option, text.orElse("")));
      return Optional.empty();
    }
  }
}
