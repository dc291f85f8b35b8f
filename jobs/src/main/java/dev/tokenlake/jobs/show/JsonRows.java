package dev.tokenlake.jobs.show;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokenlake.jobs.store.RowTaker;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Prints rows as an array of JSON objects. */
final class JsonRows implements RowTaker, Closeable {
  private final PrintWriter out;
  private final JsonGenerator json;
  private List<String> names = List.of();

  JsonRows(PrintWriter out) throws IOException {
    this.out = out;
    json = new JsonMapper().getFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    // Of rows that could not all be read no whole array is made.
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    json.useDefaultPrettyPrinter();
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    names = List.copyOf(columns);
    json.writeStartArray();
  }

  @Override
  public void row(List<Optional<Object>> cells) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < cells.size(); i++) {
      json.writeFieldName(names.get(i));
      Object cell = cells.get(i).orElse(null);
      if (cell instanceof Number || cell instanceof Boolean || cell == null) {
        json.writePOJO(cell);
      } else {
        json.writeString(cell.toString());
      }
    }
    json.writeEndObject();
  }

  /** Ends the array, of which all rows have come. */
  void end() throws IOException {
    json.writeEndArray();
    json.flush();
    out.println();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
