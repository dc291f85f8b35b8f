package dev.tokenlake.parsing.read;

import java.io.IOException;

/** The stream of a log ended before the log did. */
final class ReadFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  ReadFailure(RejectReason reason) {
    super(reason.name());
    this.reason = reason;
  }

  /** Why; what no layer of ours has named came out of a decoder. */
  static RejectReason reason(IOException e) {
    return e instanceof ReadFailure failure ? failure.reason : RejectReason.DAMAGED_ARCHIVE;
  }
}
