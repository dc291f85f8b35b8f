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

  static boolean inModelsDev(String provider) {
    return MODELS_DEV.contains(provider);
  }
}
