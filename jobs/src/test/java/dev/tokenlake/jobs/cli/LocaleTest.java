package dev.tokenlake.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Ran;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocaleTest {
  @TempDir private Path folder;

  @Test
  void figuresHaveTheSameDigitsInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat("%06d".formatted(1)).isNotEqualTo("000001");

      Ran ran =
          Ran.here("sample", "--out", folder.resolve("s"), "--sessions", 2, "--mean-bytes", 2_000);

      assertThat(ran.done().err()).matches("(?s)sample: [0-9]+ files, 0 MB in .*");
      assertThat("%06d".formatted(1)).isEqualTo("000001");
    } finally {
      Locale.setDefault(before);
    }
  }
}
