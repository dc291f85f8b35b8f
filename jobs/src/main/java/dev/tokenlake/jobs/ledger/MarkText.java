package dev.tokenlake.jobs.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tokenlake.parsing.count.FileMark;
import java.util.Optional;

/** A {@link FileMark} as a column of the ledger: JSON of ids, times and counts. */
public final class MarkText {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();

  private MarkText() {}

  /** The mark as text. */
  public static String of(FileMark mark) {
    try {
      return JSON.writeValueAsString(mark);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Every mark can be written", e);
    }
  }

  /** The mark a text stands for; absent for any other text. */
  public static Optional<FileMark> mark(String text) {
    try {
      return Optional.of(JSON.readValue(text, FileMark.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
