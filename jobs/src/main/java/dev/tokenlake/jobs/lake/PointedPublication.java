package dev.tokenlake.jobs.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.place.RemotePlace;
import dev.tokenlake.jobs.place.RemoteStorage.Stamped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Publication where there are no links: the one file {@code current.json} says which folder is
 * published and which are kept, and is replaced in one step. Every run builds in a folder of a name
 * of its own, so that one that lost the lake without noticing harms no other.
 */
final class PointedPublication implements Publication {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LakeLayout lake;

  /** Version of the pointer that {@link #publish} replaces: the one that was there at the start. */
  private Optional<Stamped> before = Optional.empty();

  PointedPublication(LakeLayout lake) {
    this.lake = lake;
  }

  /**
   * What the file says.
   *
   * @param generation number of the published generation
   * @param tables its folder of tables, below the lake
   * @param kept folders of it and of those before it, oldest first
   * @param version another in each file that is written
   */
  record Pointer(long generation, String tables, List<Kept> kept, String version) {
    Pointer(long generation, String tables, List<Kept> kept) {
      this(generation, tables, kept, UUID.randomUUID().toString());
    }

    /** A generation that readers and {@code restore} may still ask for. */
    record Kept(long generation, String folder) {}

    static Pointer of(Stamped stamped) {
      try {
        return JSON.readValue(stamped.text(), Pointer.class);
      } catch (IOException e) {
        throw new UnsupportedLakeException("current.json is not readable");
      }
    }

    byte[] bytes() {
      try {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("Cannot write current.json", e);
      }
    }
  }

  private RemotePlace file() {
    return (RemotePlace) lake.root().resolve("current.json");
  }

  @Override
  public Optional<Generation> current() {
    return pointer().flatMap(pointer -> generations(pointer.kept()).reduce((a, b) -> b));
  }

  private Optional<Pointer> pointer() {
    return file().stamped().map(Pointer::of);
  }

  @Override
  public Optional<Place> tables() {
    return pointer().map(pointer -> lake.root().resolve(pointer.tables()));
  }

  @Override
  public List<Generation> all() {
    return generations(pointer().map(Pointer::kept).orElseGet(this::whole)).toList();
  }

  private Stream<Generation> generations(List<Pointer.Kept> kept) {
    return kept.stream()
        .map(each -> new Generation(each.generation(), lake.root().resolve(each.folder())))
        .sorted(Comparator.comparingLong(Generation::number));
  }

  /** What a pointer that is gone may have named; of two of one number, the one made later. */
  private List<Pointer.Kept> whole() {
    SortedMap<Long, GenerationManifest> latest = new TreeMap<>();
    SortedMap<Long, Pointer.Kept> kept = new TreeMap<>();
    for (Place folder : lake.generations().children()) {
      Optional<GenerationManifest> found = GenerationManifest.of(new Generation(0, folder));
      if (found.isPresent()) {
        GenerationManifest manifest = found.get();
        long number = manifest.generation();
        Optional<GenerationManifest> other = Optional.ofNullable(latest.get(number));
        if (other.filter(o -> o.madeAt().isAfter(manifest.madeAt())).isEmpty()) {
          latest.put(number, manifest);
          kept.put(number, new Pointer.Kept(number, folder.within(lake.root())));
        }
      }
    }
    return List.copyOf(kept.values());
  }

  @Override
  public List<Place> leftovers() {
    if (file().stamped().isEmpty()) {
      // There is nothing yet by which a run that built one could be kept from publishing it.
      return List.of();
    }
    Set<Place> kept = all().stream().map(Generation::root).collect(Collectors.toSet());
    return lake.generations().children().stream().filter(folder -> !kept.contains(folder)).toList();
  }

  @Override
  public List<Finding> findings() {
    Optional<Generation> current = current();
    if (current.isEmpty()) {
      return all().isEmpty() ? List.of() : List.of(finding("is missing"));
    }
    return current.map(Generation::tables).equals(tables())
        ? List.of()
        : List.of(finding("names other tables than those of its latest generation"));
  }

  private Finding finding(String problem) {
    return new Finding(file().location(), "link", problem);
  }

  /** What a run saw before is no longer there for it to replace. */
  @Override
  public void fence() {
    Optional<Stamped> found = file().stamped();
    Pointer seen = found.map(Pointer::of).orElseThrow();
    Pointer fresh = new Pointer(seen.generation(), seen.tables(), seen.kept());
    replace(found, fresh, () -> {});
  }

  @Override
  public Place fresh(long number) {
    before = file().stamped();
    String own = UUID.randomUUID().toString().substring(0, 8);
    return lake.generations().resolve("%06d-%s".formatted(number, own));
  }

  @Override
  public void publish(Generation generation, Runnable check) {
    if (current().equals(Optional.of(generation))) {
      before = file().stamped();
    }
    List<Pointer.Kept> kept = new ArrayList<>();
    kept.addAll(before.map(Pointer::of).map(Pointer::kept).orElseGet(this::whole));
    kept.removeIf(each -> each.generation() >= generation.number());
    kept.add(new Pointer.Kept(generation.number(), generation.root().within(lake.root())));
    List<Pointer.Kept> latest = kept.subList(Math.max(0, kept.size() - KEPT), kept.size());
    Pointer pointer =
        new Pointer(generation.number(), generation.tables().within(lake.root()), latest);
    Runnable lastLook =
        () -> {
          check.run();
          refuseIncomplete(generation);
        };
    replace(before, pointer, lastLook);
  }

  private void replace(Optional<Stamped> seen, Pointer pointer, Runnable lastLook) {
    if (file().replace(seen.map(Stamped::stamp), pointer.bytes(), lastLook).isEmpty()) {
      throw new LakeLostException(
          "Another run published to %s meanwhile; this one publishes nothing"
              .formatted(lake.root()));
    }
  }

  /** A run that lost the lake may have removed what it took for leftovers. */
  private static void refuseIncomplete(Generation generation) {
    Set<String> there = new TreeSet<>();
    generation.root().files().forEach(file -> there.add(file.within(generation.root())));
    GenerationManifest manifest =
        GenerationManifest.of(generation)
            .orElseThrow(() -> new IllegalStateException("No manifest of " + generation.root()));
    if (!there.containsAll(manifest.files().keySet())) {
      throw new LakeLostException("Files of %s are gone".formatted(generation.root()));
    }
  }
}
