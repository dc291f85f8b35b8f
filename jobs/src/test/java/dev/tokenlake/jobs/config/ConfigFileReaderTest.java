package dev.tokenlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.parsing.calendar.Phase;
import dev.tokenlake.parsing.project.ProjectPath;
import dev.tokenlake.parsing.project.ProjectRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration file says, and how its mistakes are told. */
class ConfigFileReaderTest {
  @TempDir private Path folder;

  @Test
  void everyKeyIsRead() throws IOException {
    ConfigFile read =
        read(
            """
            archives: [work=/logs/work, /logs/home]
            lake: s3a://bucket/lake
            scratch: /scratch
            hadoop: {fs.s3a.path.style.access: true}
            timezone: Europe/Berlin
            week_start: sunday
            since: 2026-01-01
            until: 2026-02-01
            master: local[1]
            phases:
              - {name: One, to: 2026-01-11}
              - {name: Two, from: 2026-01-12}
            projects:
              - {path: /src/app, name: app}
            groups:
              - {name: work, projects: [app, site]}
              - {name: home, projects: blog}
            repositories: /src/app
            forget_before: 2025-01-01
            forget_projects: [old]
            """);

    assertThat(read.archives()).containsExactly("work=/logs/work", "/logs/home");
    assertThat(read.lake()).contains("s3a://bucket/lake");
    assertThat(read.scratch()).contains("/scratch");
    assertThat(read.hadoop()).isEqualTo(Map.of("fs.s3a.path.style.access", "true"));
    assertThat(read.timezone()).contains("Europe/Berlin");
    assertThat(read.weekStart()).contains("sunday");
    assertThat(read.since()).contains("2026-01-01");
    assertThat(read.until()).contains("2026-02-01");
    assertThat(read.master()).contains("local[1]");
    assertThat(read.phases())
        .containsExactly(
            new Phase("One", Optional.empty(), Optional.of(LocalDate.parse("2026-01-11"))),
            new Phase("Two", Optional.of(LocalDate.parse("2026-01-12")), Optional.empty()));
    assertThat(read.projects()).containsExactly(new ProjectRule(ProjectPath.of("/src/app"), "app"));
    assertThat(read.groups()).isEqualTo(Map.of("app", "work", "site", "work", "blog", "home"));
    assertThat(read.repositories()).containsExactly(Path.of("/src/app"));
    assertThat(read.forgetBefore()).contains("2025-01-01");
    assertThat(read.forgetProjects()).containsExactly("old");
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    assertThat(read("")).isEqualTo(ConfigFile.EMPTY);
    assertThat(read("# all of it is to come\n")).isEqualTo(ConfigFile.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [lake]                                          | expected keys and values
          lakes: x                                        | unknown key lakes; known are archives,
          lake: [x]                                       | lake is no single value
          archives: [[x]]                                 | archives holds something that is no single value
          phases: {name: x}                               | phases is no list
          phases: [x]                                     | phases[1]: expected keys and values
          phases: [{from: 2026-01-05}]                    | phases[1]: missing name
          phases: [{name: x, to: soon}]                    | phases[1]: to is no date (YYYY-MM-DD): soon
          phases: [{name: '', to: 2026-01-05}]            | phases[1]: Blank phase name
          projects: [{path: /x}]                          | projects[1]: missing name
          projects: [{path: '', name: x}]                 | projects[1]: Empty path
          groups: [{projects: [x]}]                       | groups[1]: missing name
          groups: [{name: a, projects: x}, {name: b, projects: x}] | project x is in groups a and b
          """)
  void aMistakeIsToldOnceWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder.resolve("lake.yaml") + ": " + message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  private ConfigFile read(String text) throws IOException {
    return ConfigFileReader.read(Files.writeString(folder.resolve("lake.yaml"), text));
  }
}
