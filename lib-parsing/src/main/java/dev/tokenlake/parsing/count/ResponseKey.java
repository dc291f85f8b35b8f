package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.entry.ResponseEntry;
import java.util.Optional;

/**
 * What makes lines tell of the same response, wherever they stand: the message id, which copies
 * keep even where they lose the request id or change the session. A fork tool once gave each copy a
 * new message id equal to its uuid; there the request id still tells.
 */
public final class ResponseKey {
  private ResponseKey() {}

  /** Key of a line: message id, else request id, else uuid, else its place. Never empty. */
  public static String of(ResponseEntry entry, LogFile file) {
    Optional<String> uuid = entry.envelope().uuid();
    return entry
        .messageId()
        .filter(id -> !uuid.equals(Optional.of(id)))
        .or(entry::requestId)
        .or(() -> uuid)
        .orElseGet(() -> file.source() + ":" + file.name() + ":" + entry.envelope().at().line());
  }
}
