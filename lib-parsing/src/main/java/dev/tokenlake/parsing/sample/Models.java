package dev.tokenlake.parsing.sample;

import java.time.LocalDate;
import java.util.List;

/** Models by the day from which they are used, each small, middle or large. */
final class Models {

  /** Synthetic messages of the client name this as their model. */
  static final String SYNTHETIC = "<synthetic>";

  private enum Size {
    SMALL,
    MIDDLE,
    LARGE
  }

  private record Release(LocalDate since, Size size, String name) {}

  private static final List<Release> RELEASES =
      List.of(
          release("2024-10-22", Size.SMALL, "claude-3-5-haiku-20241022"),
          release("2025-02-24", Size.MIDDLE, "claude-3-7-sonnet-20250219"),
          release("2025-05-22", Size.MIDDLE, "claude-sonnet-4-20250514"),
          release("2025-05-22", Size.LARGE, "claude-opus-4-20250514"),
          release("2025-08-05", Size.LARGE, "claude-opus-4-1-20250805"),
          release("2025-09-29", Size.MIDDLE, "claude-sonnet-4-5-20250929"),
          release("2025-10-15", Size.SMALL, "claude-haiku-4-5-20251001"),
          release("2025-11-24", Size.LARGE, "claude-opus-4-5-20251101"),
          release("2026-02-05", Size.LARGE, "claude-opus-4-6"),
          release("2026-02-17", Size.MIDDLE, "claude-sonnet-4-6"));

  private Models() {}

  /** A model for the main thread. */
  static String main(LocalDate day, Dice dice) {
    return newest(day, dice.chance(0.45) ? Size.LARGE : Size.MIDDLE);
  }

  /** A model for an agent, whose session uses another. */
  static String agent(LocalDate day, String sessionModel, Dice dice) {
    return dice.chance(0.6) ? newest(day, Size.SMALL) : sessionModel;
  }

  private static String newest(LocalDate day, Size size) {
    String found = "claude-3-7-sonnet-20250219";
    for (Release release : RELEASES) {
      if (release.size() == size && !release.since().isAfter(day)) {
        found = release.name();
      }
    }
    return found;
  }

  private static Release release(String since, Size size, String name) {
    return new Release(LocalDate.parse(since), size, name);
  }
}
