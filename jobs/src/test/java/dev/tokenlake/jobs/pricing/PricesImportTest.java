package dev.tokenlake.jobs.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prices} and {@code prices import} as a user sees them. */
class PricesImportTest {
  @TempDir private Path folder;
  private Path catalogue;

  @BeforeEach
  void aCatalogueWithOneNewPriceAndOneNewModel() throws IOException {
    catalogue =
        Files.writeString(
            folder.resolve("litellm.json"),
            """
            {"claude-sonnet-5-5": {"litellm_provider": "anthropic", "mode": "chat",
               "input_cost_per_token": 2e-06, "output_cost_per_token": 1.1e-05,
               "cache_creation_input_token_cost": 2.5e-06, "cache_read_input_token_cost": 1e-07},
             "claude-opus-9": {"litellm_provider": "anthropic", "mode": "chat",
               "input_cost_per_token": 2e-06, "output_cost_per_token": 1e-05,
               "odd_cost_per_sneeze": 1}}
            """);
  }

  @Test
  void rowsAreProposedOnStdoutAndReasonsGivenOnStderr() throws IOException {
    String before = Files.readString(catalogue);

    Ran ran = Ran.here("prices", "import", catalogue, "--downloaded", "2026-11-20").done();

    assertThat(ran.out().lines())
        .hasSize(3)
        .anyMatch(row -> row.startsWith("model,from,to,input,output,"))
        .anyMatch(row -> row.startsWith("claude-sonnet-5-5,2026-11-20,,2,11,2.5,4,0.1,"))
        .anyMatch(row -> row.startsWith("claude-opus-9,2026-11-20,,2,10,"));
    assertThat(ran.err())
        .contains("difference: claude-sonnet-5-5 output: book 10, catalogue 11")
        .contains("the open row of claude-sonnet-5-5 would get 2026-11-20 as its end")
        .contains("finding: unknown_field odd_cost_per_sneeze");
    assertThat(Files.readString(catalogue)).isEqualTo(before);
  }

  @Test
  void aProposedRowIsReadAgainAsAPriceOfTheConfiguration() throws IOException {
    String[] table =
        Ran.here("prices", "import", catalogue, "--downloaded", "2026-11-20", "--quiet")
            .done()
            .out()
            .split("\n", -1);
    String[] names = table[0].split(",", -1);
    String[] cells = table[2].split(",", -1);
    StringBuilder config = new StringBuilder("pricing:\n  prices:\n    - ");
    for (int i = 0; i < names.length; i++) {
      if (!cells[i].isBlank()) {
        config.append(names[i]).append(": \"").append(cells[i].strip()).append("\"\n      ");
      }
    }
    Path file = Files.writeString(folder.resolve("lake.yaml"), config.toString());

    Ran ran =
        Ran.here("prices", "--model", "claude-opus-9", "--config", file, "--format", "csv").done();

    assertThat(ran.out()).contains("claude-opus-9,2026-11-20,,2,10,");
    assertThat(Ran.here("prices", "--model", "claude-opus-9").exitCode()).isEqualTo(2);
  }

  @Test
  void aFileThatIsNotTheCatalogueIsWrongUsage() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": {}}");

    assertThat(Ran.here("prices", "import", other).exitCode()).isEqualTo(2);
    assertThat(Ran.here("prices", "import", other).err())
        .contains("neither a LiteLLM nor a models.dev catalogue");
    assertThat(Ran.here("prices", "import", catalogue, "--from", "models.dev").err())
        .contains("is of litellm, not of models.dev");
    assertThat(Ran.here("prices", "import", folder.resolve("none.json")).exitCode()).isEqualTo(2);
    assertThat(Ran.here("prices", "import", catalogue, "--from", "ebay").err())
        .contains("--from is neither litellm nor models.dev: ebay");
  }

  @Test
  void everyKindOfPriceIsShown() {
    Ran ran =
        Ran.here("prices", "--model", "claude-opus-4-6", "--at", "2026-02-25", "--format", "csv")
            .done();

    assertThat(ran.out().lines().toList().get(0))
        .contains("long_context_above", "fast", "web_search", "context_window", "source");
    assertThat(ran.out())
        .contains(
            "claude-opus-4-6,2026-02-20,2026-03-13,5,25,6.25,10,0.5,200000,10,37.5,12.5,20,1,6,");
  }
}
