package dev.tokenlake.pricing.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A logged id on its way to a canonical one: the text left so far and what was read off it.
 *
 * <p>Every step returns a new value, so the order of the match policy is visible where it is used
 * ({@link ModelResolver}).
 */
record Spelling(String id, boolean batch, boolean fast, Hosting hosting) {

  private static final String PROFILE = "application-inference-profile";

  private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*]$");
  private static final Pattern BEDROCK =
      Pattern.compile("(?:(us-gov|us|eu|apac|au|jp|in|global)\\.)?anthropic\\.(.+)");
  private static final Pattern VARIANT = Pattern.compile("(.+):([a-z][a-z0-9-]*)");
  private static final Pattern AT_DATE = Pattern.compile("(.+)@(?:default|latest|\\d{8})");
  private static final Pattern NEUTRAL = Pattern.compile("(.+)-(?:thinking|latest|1m|\\d{8})");
  private static final Pattern REVISION = Pattern.compile("(claude-.+)-v\\d+(?::\\d+)?");
  private static final Pattern VERSION_FIRST =
      Pattern.compile("claude-([4-9]|[1-9]\\d+)(-\\d+)?-([a-z]+)");
  private static final Pattern FAMILY_FIRST_3 = Pattern.compile("claude-([a-z]+)-3(-\\d+)?");
  private static final Pattern ZERO_MINOR = Pattern.compile("(claude-[a-z]+-\\d+)-0");

  /** Lower case, without {@code [1m]} and the like, ARN and path prefixes and a leading tilde. */
  static Spelling of(String logged) {
    String id = logged.strip().toLowerCase(Locale.ROOT);
    while (BRACKETS.matcher(id).find()) {
      id = BRACKETS.matcher(id).replaceFirst("").stripTrailing();
    }
    Hosting hosting = Hosting.DIRECT;
    if (id.startsWith("arn:") || id.startsWith("bedrock/")) {
      hosting = id.contains("us-gov") ? Hosting.BEDROCK_GOV : Hosting.BEDROCK_UNSTATED;
    } else if (id.startsWith("vertex_ai/") || id.startsWith("vertex/")) {
      hosting = Hosting.VERTEX;
    }
    int profile = id.indexOf(PROFILE);
    id = profile >= 0 ? id.substring(profile) : id.substring(id.lastIndexOf('/') + 1);
    // A foundation-model ARN without a slash would keep its account; only the last part names it.
    if (id.startsWith("arn:")) {
      id = id.substring(id.lastIndexOf(':') + 1);
    }
    return new Spelling(id.startsWith("~") ? id.substring(1) : id, false, false, hosting);
  }

  /** Whether only the account's owner knows which model stands behind the id. */
  boolean isPrivateProfile() {
    return id.startsWith(PROFILE);
  }

  /**
   * Bedrock's {@code eu.anthropic.} read off as hosting; Vertex ids are known by their {@code @}.
   */
  Spelling withoutHost() {
    Matcher bedrock = BEDROCK.matcher(id);
    if (bedrock.matches()) {
      return new Spelling(bedrock.group(2), batch, fast, bedrockHosting(bedrock.group(1)));
    }
    boolean vertex = hosting == Hosting.DIRECT && id.startsWith("claude") && id.indexOf('@') > 0;
    return vertex ? new Spelling(id, batch, fast, Hosting.VERTEX) : this;
  }

  private Hosting bedrockHosting(String geography) {
    if (hosting == Hosting.BEDROCK_GOV || "us-gov".equals(geography)) {
      return Hosting.BEDROCK_GOV;
    }
    if (geography == null) {
      return Hosting.BEDROCK_UNSTATED;
    }
    return "global".equals(geography) ? Hosting.BEDROCK_GLOBAL : Hosting.BEDROCK_GEO;
  }

  /** One suffix less; empty when no suffix of the policy is left. */
  Optional<Spelling> withoutOneSuffix() {
    Matcher variant = VARIANT.matcher(id);
    if (variant.matches()) {
      boolean isBatch = variant.group(2).equals("batch");
      boolean isFast = variant.group(2).equals("fast");
      return Optional.of(new Spelling(variant.group(1), batch || isBatch, fast || isFast, hosting));
    }
    if (id.endsWith("-batch")) {
      return Optional.of(new Spelling(cut("-batch"), true, fast, hosting));
    }
    if (id.endsWith("-fast")) {
      return Optional.of(new Spelling(cut("-fast"), batch, true, hosting));
    }
    for (Pattern suffix : new Pattern[] {REVISION, AT_DATE, NEUTRAL}) {
      Matcher matcher = suffix.matcher(id);
      if (matcher.matches()) {
        return Optional.of(new Spelling(matcher.group(1), batch, fast, hosting));
      }
    }
    return Optional.empty();
  }

  /** Claude ids in the vendor's own word order: {@code claude-4.6-opus} is {@code opus-4-6}. */
  Spelling inVendorOrder() {
    if (!id.startsWith("claude-")) {
      return this;
    }
    String name = id.replace('.', '-');
    Matcher versionFirst = VERSION_FIRST.matcher(name);
    if (versionFirst.matches()) {
      name = "claude-" + versionFirst.group(3) + "-" + versionFirst.group(1);
      name += versionFirst.group(2) == null ? "" : versionFirst.group(2);
    }
    Matcher three = FAMILY_FIRST_3.matcher(name);
    if (three.matches()) {
      name = "claude-3" + (three.group(2) == null ? "" : three.group(2)) + "-" + three.group(1);
    }
    Matcher zero = ZERO_MINOR.matcher(name);
    return new Spelling(zero.matches() ? zero.group(1) : name, batch, fast, hosting);
  }

  private String cut(String suffix) {
    return id.substring(0, id.length() - suffix.length());
  }
}
