package dev.tokenlake.jobs.lake;

import dev.tokenlake.jobs.place.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a folder may hold that is to become a lake: nothing, or what runs leave there before the
 * lake has its format, be they dead or just beginning.
 */
final class FreshLake {
  /** The lock, how S3 tells the time of one, and the format while it is being written. */
  private static final Pattern BEGUN =
      Pattern.compile("\\.lock(-probe-[-\\p{XDigit}]+)?|\\.lake\\.json\\.(next|[-\\p{XDigit}]+)");

  /** A run's log and its report, whole or while it is being written. */
  private static final Pattern RUN =
      Pattern.compile("\\.?\\d{8}T\\d{6}\\.\\d{3}Z-\\d+\\.(log|json)(\\.(next|[-\\p{XDigit}]+))?");

  /** What systems put into folders by themselves. */
  private static final Set<String> OF_THE_SYSTEM = Set.of("lost+found", ".DS_Store");

  private FreshLake() {}

  /** Something in the folder that no run put there; absent when there is no such thing. */
  static Optional<Place> foreign(LakeLayout lake) {
    Optional<Place> beside =
        foreign(
            lake.root().children(),
            place -> place.equals(lake.runs()) || isFileNamed(BEGUN, place));
    return beside.isPresent()
        ? beside
        : foreign(lake.runs().children(), place -> isFileNamed(RUN, place));
  }

  private static Optional<Place> foreign(List<Place> places, Predicate<Place> known) {
    return places.stream()
        .filter(place -> !OF_THE_SYSTEM.contains(place.name()))
        .filter(known.negate())
        .findFirst();
  }

  private static boolean isFileNamed(Pattern names, Place place) {
    return names.matcher(place.name()).matches() && !place.isFolder();
  }
}
