package dev.tokenlake.pricing.model;

import dev.tokenlake.pricing.model.ModelResolution.NotBillable;
import dev.tokenlake.pricing.model.ModelResolution.Resolved;
import dev.tokenlake.pricing.model.ModelResolution.Unknown;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the model a logged id names. Immutable and free of state; callers that resolve millions of
 * lines keep the answers, as {@code CostCalculator} does.
 *
 * <p>Order: nothing or {@code <...>} is not billable; an alias of the user for the id as logged;
 * then lower case, brackets, ARN and path, Bedrock prefix; then suffix by suffix until the rest is
 * a known id; then the vendor's word order. The look-up is exact at every step, since {@code
 * claude-opus-5} is a prefix of {@code claude-opus-5-5} and costs more.
 */
public final class ModelResolver {

  private final Set<String> known;
  private final Map<String, String> aliases;

  /**
   * @param known canonical ids, in lower case
   * @param aliases other spelling to canonical id; keys in any case, compared as logged and again
   *     after normalisation; an alias wins over a known id of the same spelling
   * @throws IllegalArgumentException if an alias leads to a model that is not known
   */
  public ModelResolver(Set<String> known, Map<String, String> aliases) {
    this.known = Set.copyOf(known);
    Map<String, String> lower = new LinkedHashMap<>();
    aliases.forEach(
        (alias, model) -> {
          String target = model.strip().toLowerCase(Locale.ROOT);
          if (!known.contains(target)) {
            throw new IllegalArgumentException(
                "Alias " + alias + " leads to " + model + ", which no price row names");
          }
          lower.put(alias.strip().toLowerCase(Locale.ROOT), target);
        });
    this.aliases = Map.copyOf(lower);
  }

  /**
   * @param logged the id as it stands in the log
   */
  public ModelResolution resolve(String logged) {
    if (logged.isBlank() || isPlaceholder(logged.strip())) {
      return new NotBillable();
    }
    String asLogged = aliases.get(logged.strip().toLowerCase(Locale.ROOT));
    if (asLogged != null) {
      return new Resolved(ModelId.of(asLogged));
    }
    Spelling spelling = Spelling.of(logged);
    if (spelling.isPrivateProfile()) {
      return lookUp(spelling).orElse(new Unknown(spelling.id()));
    }
    return byName(spelling.withoutHost());
  }

  private ModelResolution byName(Spelling start) {
    Spelling spelling = start;
    Optional<ModelResolution> found = lookUp(spelling);
    while (found.isEmpty()) {
      Optional<Spelling> shorter = spelling.withoutOneSuffix();
      if (shorter.isEmpty()) {
        Spelling ordered = spelling.inVendorOrder();
        return lookUp(ordered).orElse(new Unknown(ordered.id()));
      }
      spelling = shorter.get();
      found = lookUp(spelling);
    }
    return found.get();
  }

  private Optional<ModelResolution> lookUp(Spelling spelling) {
    String model = aliases.getOrDefault(spelling.id(), spelling.id());
    return known.contains(model)
        ? Optional.of(
            new Resolved(new ModelId(model, spelling.batch(), spelling.fast(), spelling.hosting())))
        : Optional.empty();
  }

  private static boolean isPlaceholder(String id) {
    return id.startsWith("<") && id.endsWith(">");
  }
}
