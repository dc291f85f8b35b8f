package dev.tokenlake.jobs.forget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.project.ProjectPath;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgetBookTest {
  private static final ZoneId WEST = ZoneId.of("America/Los_Angeles");
  private static final LocalDate DAY = LocalDate.of(2025, 6, 1);

  @ParameterizedTest
  @CsvSource({
    "/home/me/shop, /home/me/shop, true",
    "/home/me/shop/, /home/me/shop, true",
    "/home//me/./shop, /home/me/shop/part, true",
    "C:/Users/Me, C:\\Users\\Me\\shop, true",
    "c:\\Users\\Me\\, C:/Users/Me, true",
    "/home/me/shop, /home/me/shop2, false",
    "/home/me/shop, /home/me, false",
    "/, C:\\Users\\Me, false",
    "C:\\, C:\\Users\\Me, true",
    "/Users/me, C:\\Users\\me, false",
  })
  void aPathIsAPathHoweverItIsSpelled(String said, String project, boolean covered) {
    ForgetBook book = asked(Optional.empty(), said);

    assertThat(book.covers(ProjectPath.of(project))).isEqualTo(covered);
    assertThat(book.idle(List.of(ProjectPath.of(project))))
        .isEqualTo(covered ? List.of() : List.of(said));
  }

  @Test
  void anotherSpellingIsNoOtherRule() {
    ForgetBook book = asked(Optional.empty(), "/home/me/shop", "old-app").settledAs(3);

    ForgetBook again =
        book.with(rules(Optional.empty(), "/home/me//shop/", "old-app"), ZoneOffset.UTC);
    ForgetBook more = book.with(rules(Optional.empty(), "/home/me/shop2"), ZoneOffset.UTC);

    assertThat(again).isEqualTo(book);
    assertThat(more.settled()).isFalse();
    assertThat(more.projects()).hasSize(3);
  }

  @Test
  void aDayIsThatOfTheZoneItWasAskedForIn() {
    Instant firstHours = Instant.parse("2025-06-01T03:00:00Z");
    ForgetBook book = asked(Optional.of(DAY)).settledAs(3);

    ForgetBook elsewhere = book.with(ForgetRules.NONE, WEST);
    ForgetBook earlier = book.with(rules(Optional.of(DAY.minusDays(1))), WEST);
    ForgetBook again = book.with(rules(Optional.of(DAY)), WEST);

    assertThat(elsewhere).isEqualTo(book);
    assertThat(earlier).isEqualTo(book);
    assertThat(book.isBefore(firstHours)).isFalse();
    assertThat(again.isBefore(firstHours)).isTrue();
    assertThat(again.settled()).isFalse();
    assertThat(ForgetBook.EMPTY.isBefore(firstHours)).isFalse();
  }

  private static ForgetBook asked(Optional<LocalDate> before, String... projects) {
    return ForgetBook.EMPTY.with(rules(before, projects), ZoneOffset.UTC);
  }

  private static ForgetRules rules(Optional<LocalDate> before, String... projects) {
    return new ForgetRules(before, List.of(projects), false);
  }
}
