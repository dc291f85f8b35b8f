package dev.tokenlake.jobs.lake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who holds a lake, in words for whoever is turned away. */
final class Holder {
  private Holder() {}

  /** This process, from now on. */
  static String current() {
    return "process %d on %s since %s"
        .formatted(
            ProcessHandle.current().pid(),
            hostName(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** What somebody else is told. */
  static LakeHeldException refusal(LakeLayout lake, String holder) {
    return new LakeHeldException("Another run holds %s: %s".formatted(lake.root(), holder));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
