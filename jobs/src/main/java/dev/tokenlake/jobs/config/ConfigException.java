package dev.tokenlake.jobs.config;

import java.util.List;

/** Wrong usage: everything that is wrong with a configuration, at once. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problems one line each, naming the option and the value
   */
  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
