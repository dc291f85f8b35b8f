package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeFormat;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.place.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Compares the folders and links of a lake with those that its program makes. */
final class LayoutCheck {
  private final LakeLayout lake;
  private final Generations generations;
  private final List<Finding> findings = new ArrayList<>();

  private LayoutCheck(LakeLayout lake) {
    this.lake = lake;
    this.generations = new Generations(lake);
  }

  /** What is missing, and what belongs to nothing. */
  static List<Finding> of(LakeLayout lake) {
    LayoutCheck check = new LayoutCheck(lake);
    check.findings.addAll(check.generations.findings());
    check.gaps();
    check.foreignGenerations();
    check.foreign();
    return List.copyOf(check.findings);
  }

  /** Numbers run on, and only forgetting removes a generation before its time. */
  private void gaps() {
    List<Generation> all = generations.all();
    if (all.isEmpty()) {
      return;
    }
    Set<Long> there = new HashSet<>();
    all.forEach(generation -> there.add(generation.number()));
    long last = all.get(all.size() - 1).number();
    long first =
        LakeFormat.forgets(lake) ? all.get(0).number() : Math.max(1, last - Generations.KEPT + 1);
    for (long number = first; number <= last; number++) {
      if (!there.contains(number)) {
        findings.add(
            new Finding(
                lake.generations().location(),
                "generation",
                "generation %d is missing".formatted(number)));
      }
    }
  }

  private void foreignGenerations() {
    Set<Place> known = new HashSet<>(generations.leftovers());
    for (Place left : known) {
      boolean whole = left.resolve(GenerationManifest.NAME).isFile();
      orphan(
          left,
          whole
              ? "is whole but not published; the next night removes it"
              : "is of a night that was not published; the next night removes it");
    }
    generations.all().forEach(generation -> known.add(generation.root()));
    known.add(lake.generations().resolve("current"));
    lake.generations().children().stream()
        .filter(place -> !known.contains(place))
        .forEach(place -> orphan(place, "is no generation"));
  }

  private void foreign() {
    Set<String> known = new HashSet<>(Set.of("current.json"));
    Stream.of(
            lake.tables(),
            lake.facts(),
            lake.runs(),
            lake.generations(),
            lake.format(),
            lake.lock(),
            lake.work())
        .forEach(place -> known.add(place.name()));
    lake.root().children().stream()
        .filter(place -> !known.contains(place.name()))
        .forEach(place -> orphan(place, "is nothing of a lake"));
  }

  private void orphan(Place place, String problem) {
    findings.add(new Finding(place.location(), Finding.ORPHAN, problem));
  }
}
