package dev.tokenlake.pricing.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a catalogue file and tells by its shape which catalogue it is. */
public final class CatalogReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * @throws CatalogException if the file is neither catalogue
   */
  public CatalogSnapshot read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(file.toString(), reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read catalogue: " + file, e);
    }
  }

  /**
   * @param name what messages call the file
   * @throws CatalogException if the text is neither catalogue
   */
  public CatalogSnapshot read(String name, Reader text) {
    JsonNode root = parse(name, text);
    if (anyChildHas(root, "models")) {
      return ModelsDevCatalog.read(root);
    }
    if (anyChildHas(root, "litellm_provider")) {
      return LiteLlmCatalog.read(root);
    }
    throw new CatalogException(name + ": neither a LiteLLM nor a models.dev catalogue");
  }

  private static JsonNode parse(String name, Reader text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // The parser's own message quotes the text it stumbled over; position is enough.
      throw new CatalogException(
          name + ":" + e.getLocation().getLineNr() + ": not JSON, or a key twice", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read catalogue: " + name, e);
    }
  }

  private static boolean anyChildHas(JsonNode root, String field) {
    for (JsonNode child : root) {
      if (child.has(field)) {
        return true;
      }
    }
    return false;
  }
}
