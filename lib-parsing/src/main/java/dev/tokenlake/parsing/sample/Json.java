package dev.tokenlake.parsing.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Objects as bytes of JSON. */
final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Writes the members of an object. */
  interface Members {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static byte[] object(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      members.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  /** One object with the members of all, in order; none of them may be empty. */
  static byte[] join(byte[]... objects) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write('{');
    for (int i = 0; i < objects.length; i++) {
      if (i > 0) {
        joined.write(',');
      }
      joined.write(objects[i], 1, objects[i].length - 2);
    }
    joined.write('}');
    return joined.toByteArray();
  }

  /** Writes an object made before as the value of a member. */
  static void embed(JsonGenerator json, String name, byte[] object) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(new String(object, StandardCharsets.UTF_8));
  }
}
