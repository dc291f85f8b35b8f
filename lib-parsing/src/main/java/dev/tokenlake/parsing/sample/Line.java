package dev.tokenlake.parsing.sample;

import java.util.Optional;

/**
 * A line of a transcript before it is known whose transcript that is, so that it can be copied into
 * another. Its bytes are never changed.
 */
final class Line {

  private static final int ENVELOPE_BYTES = 380;

  private final Optional<Link> link;
  private final long at;
  private final byte[] body;

  /**
   * Place in the thread of records.
   *
   * @param parent absent at a root and behind a compaction
   */
  record Link(Optional<String> parent, String uuid, String cwd, String branch) {}

  /**
   * @param link absent for lines outside of the thread
   * @param at when it is written, in milliseconds since 1970
   * @param body the members between those of the envelope, as an object
   */
  Line(Optional<Link> link, long at, byte[] body) {
    this.link = link;
    this.at = at;
    this.body = body;
  }

  Optional<Link> link() {
    return link;
  }

  long at() {
    return at;
  }

  byte[] body() {
    return body;
  }

  /** About how long it will be. */
  long size() {
    return body.length + (link.isPresent() ? ENVELOPE_BYTES : 0L);
  }
}
