package dev.tokenlake.parsing.entry;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A failed request that the client retries: {@code system/api_error}. It uses no tokens.
 *
 * @param status HTTP status {@code error.status}
 * @param retryAttempt {@code retryAttempt}, from 1
 * @param maxRetries {@code maxRetries}
 * @param retryInMs {@code retryInMs}, rounded down to milliseconds
 */
public record ApiErrorEntry(
    Envelope envelope,
    OptionalInt status,
    OptionalInt retryAttempt,
    OptionalInt maxRetries,
    OptionalLong retryInMs)
    implements LogEntry {

  public ApiErrorEntry {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(retryAttempt, "retryAttempt");
    Objects.requireNonNull(maxRetries, "maxRetries");
    Objects.requireNonNull(retryInMs, "retryInMs");
  }
}
