package dev.tokenlake.parsing.discover;

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

  /** Whether one input holds many logs. */
  public boolean holdsMany() {
    return this == TAR || this == TAR_GZIP || this == TAR_ZSTD || this == ZIP;
  }
}
