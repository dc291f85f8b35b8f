package dev.tokenlake.parsing.discover;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the bytes of an input are wrapped, told by the ending of its name. */
public enum Packing {
  /** {@code .jsonl}: one log, as written. */
  NONE,
  /** {@code .jsonl.gz}: one log. */
  GZIP,
  /** {@code .jsonl.zst}: one log. */
  ZSTD,
  /** {@code .tar}: a folder of logs. */
  TAR,
  /** {@code .tar.gz} or {@code .tgz}: a folder of logs. */
  TAR_GZIP,
  /** {@code .tar.zst} or {@code .tzst}: a folder of logs. */
  TAR_ZSTD,
  /** {@code .zip}: a folder of logs. */
  ZIP;

  /** What the name of a file says it is; empty when it names no input. */
  public static Optional<Packing> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.entrySet().stream()
        .filter(ending -> lower.endsWith(ending.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Whether one input holds many logs. */
  public boolean holdsMany() {
    return this == TAR || this == TAR_GZIP || this == TAR_ZSTD || this == ZIP;
  }

  // No ending is the ending of another, so their order is of no matter.
  private static final Map<String, Packing> ENDINGS =
      Map.of(
          ".jsonl", NONE,
          ".jsonl.gz", GZIP,
          ".jsonl.zst", ZSTD,
          ".tar", TAR,
          ".tar.gz", TAR_GZIP,
          ".tgz", TAR_GZIP,
          ".tar.zst", TAR_ZSTD,
          ".tzst", TAR_ZSTD,
          ".zip", ZIP);
}
