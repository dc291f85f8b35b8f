package dev.tokenlake.pricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.model.ModelResolution.NotBillable;
import dev.tokenlake.pricing.model.ModelResolution.Resolved;
import dev.tokenlake.pricing.model.ModelResolution.Unknown;
import dev.tokenlake.pricing.testing.CsvCases;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ModelResolutionTest {

  private final PriceBook book = PriceBook.bundled();
  private final ModelResolver resolver = new ModelResolver(book.models(), book.aliases());

  @TestFactory
  Stream<DynamicTest> everySpellingLeadsToItsModel() {
    return CsvCases.read("/dev/tokenlake/pricing/model/resolutions.csv").stream()
        .map(row -> DynamicTest.dynamicTest("'" + row.get("logged") + "'", () -> holds(row)));
  }

  private void holds(CSVRecord row) {
    ModelResolution resolution = resolver.resolve(row.get("logged"));
    switch (row.get("model")) {
      case "unknown" -> assertThat(resolution).isInstanceOf(Unknown.class);
      case "not billable" -> assertThat(resolution).isEqualTo(new NotBillable());
      default -> assertThat(resolution).isEqualTo(new Resolved(expected(row)));
    }
  }

  private static ModelId expected(CSVRecord row) {
    String[] read = row.get("read_off_the_spelling").split(" ");
    String mode = read.length > 1 ? read[1] : "";
    return new ModelId(
        row.get("model"), mode.equals("batch"), mode.equals("fast"), Hosting.valueOf(read[0]));
  }

  @Test
  void anUnknownIdIsReportedWithoutTheAccountItCameFrom() {
    ModelResolution resolution =
        resolver.resolve(
            "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/ab12cd34");

    assertThat(resolution).isEqualTo(new Unknown("application-inference-profile/ab12cd34"));
  }

  @Test
  void anAliasNamesWhatTheMatchPolicyCannotKnow() {
    ModelResolver own =
        new ModelResolver(
            Set.of("claude-opus-4-6", "my-model"),
            Map.of(
                "application-inference-profile/ab12cd34", "claude-opus-4-6",
                "Team-Opus", "claude-opus-4-6"));

    assertThat(
            own.resolve(
                "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/ab12cd34"))
        .isEqualTo(
            new Resolved(new ModelId("claude-opus-4-6", false, false, Hosting.BEDROCK_UNSTATED)));
    assertThat(own.resolve("team-opus")).isEqualTo(new Resolved(ModelId.of("claude-opus-4-6")));
    assertThat(own.resolve("gateway/team-opus[1m]"))
        .isEqualTo(new Resolved(ModelId.of("claude-opus-4-6")));
    assertThat(own.resolve("My-Model")).isEqualTo(new Resolved(ModelId.of("my-model")));
  }

  @Test
  void anAliasOfAModelWithoutPriceIsRefused() {
    assertThatThrownBy(() -> new ModelResolver(Set.of("claude-opus-4-6"), Map.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Alias a leads to b, which no price row names");
  }
}
