package dev.tokenlake.parsing.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.LineRef;
import dev.tokenlake.parsing.entry.ResponseEntry;
import dev.tokenlake.parsing.testing.Told;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseKeyTest {
  @Test
  void theMessageIdTells() {
    assertThat(key("msg_1", "req_1", "uuid-1")).isEqualTo("msg_1");
    assertThat(key("msg_1", "", "")).isEqualTo("msg_1");
  }

  @Test
  void aMessageIdThatAForkMadeOutOfTheUuidDoesNot() {
    assertThat(key("uuid-1", "req_1", "uuid-1")).isEqualTo("req_1");
  }

  @Test
  void withoutAMessageIdTheRequestThenTheUuidTells() {
    assertThat(key("", "req_1", "uuid-1")).isEqualTo("req_1");
    assertThat(key("", "", "uuid-1")).isEqualTo("uuid-1");
    assertThat(key("uuid-1", "", "uuid-1")).isEqualTo("uuid-1");
  }

  @Test
  void withoutAnyIdALineIsAResponseOfItsOwn() {
    assertThat(key("", "", "")).isEqualTo("laptop:projects/p/s.jsonl:7");
  }

  private static String key(String messageId, String requestId, String uuid) {
    Envelope envelope =
        new Envelope(
            new LineRef(7, 100),
            text(uuid),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false);
    return ResponseKey.of(
        new ResponseEntry(
            envelope,
            text(messageId),
            text(requestId),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false,
            List.of()),
        Told.MAIN);
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
