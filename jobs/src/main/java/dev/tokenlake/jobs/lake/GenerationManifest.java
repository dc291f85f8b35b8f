package dev.tokenlake.jobs.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tokenlake.jobs.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a generation was made from and holds; written last, so that a folder without one is not a
 * generation.
 *
 * @param generation number of the generation
 * @param madeAt when, UTC
 * @param factsVersion version of the facts its tables were made from
 * @param facts fingerprint of the facts of that version
 * @param basis fingerprint of all else that they depend on: options, prices, commits, the program
 * @param tables rows and digest of each table
 * @param files SHA-256 of each file below the generation, by path
 */
public record GenerationManifest(
    long generation,
    Instant madeAt,
    long factsVersion,
    String facts,
    String basis,
    Map<String, TableSum> tables,
    Map<String, String> files) {
  /** Name of its file in the generation. */
  public static final String NAME = "generation.json";

  /** Field of the file that holds the SHA-256 of all others, however they are laid out. */
  private static final String SUM = "sha256";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public GenerationManifest {
    // One of an older program lacks what that did not write.
    madeAt = Optional.ofNullable(madeAt).orElse(Instant.EPOCH);
    facts = Optional.ofNullable(facts).orElse("");
    basis = Optional.ofNullable(basis).orElse("");
    tables = new TreeMap<>(Optional.ofNullable(tables).orElse(Map.of()));
    files = new TreeMap<>(Optional.ofNullable(files).orElse(Map.of()));
  }

  /**
   * Rows of a table.
   *
   * @param rows how many
   * @param sha256 of the rows, whatever their order
   */
  public record TableSum(long rows, String sha256) {}

  /** The same tables and facts as another generation. */
  public GenerationManifest as(long number, long version) {
    return new GenerationManifest(
        number,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        version,
        facts,
        basis,
        tables,
        files);
  }

  /** Writes it into its generation. */
  public void write(Generation target) {
    Place file = target.root().resolve(NAME);
    try {
      ObjectNode json = JSON.valueToTree(this);
      json.put(SUM, sum(json));
      file.write(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /**
   * That of a generation; absent when it has none, or none that says what was written. One of an
   * older program has no checksum and is taken at its word.
   */
  public static Optional<GenerationManifest> of(Generation generation) {
    Place file = generation.root().resolve(NAME);
    if (!file.isFile()) {
      return Optional.empty();
    }
    try {
      if (!(JSON.readTree(file.read()) instanceof ObjectNode json)) {
        return Optional.empty();
      }
      Optional<JsonNode> written = Optional.ofNullable(json.remove(SUM));
      return written.isPresent() && !written.get().asText().equals(sum(json))
          ? Optional.empty()
          : Optional.of(JSON.treeToValue(json, GenerationManifest.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String sum(ObjectNode json) {
    return DigestUtils.sha256Hex(json.toString());
  }
}
