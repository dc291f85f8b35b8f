package dev.tokenlake.pricing.catalog;

import java.util.Set;

/** Catalogue names of vendors that sell their own models; everybody else resells. */
final class Vendors {

  private static final Set<String> LITELLM =
      Set.of("anthropic", "openai", "zai", "moonshot", "deepseek", "minimax", "dashscope");

  private static final Set<String> MODELS_DEV =
      Set.of("anthropic", "openai", "zai", "moonshotai", "deepseek", "minimax", "alibaba");

  private Vendors() {}

  static boolean inLiteLlm(String provider) {
    return LITELLM.contains(provider);
  }

  /**
   * Whether the key is a bare id or a vendor's; {@code fast/x} and {@code us/x} price a mode of x.
   */
  static boolean isPlainKey(String key) {
    int slash = key.indexOf('/');
    return slash < 0
        || (slash == key.lastIndexOf('/') && LITELLM.contains(key.substring(0, slash)));
  }

  static boolean inModelsDev(String provider) {
    return MODELS_DEV.contains(provider);
  }
}
