package dev.tokenlake.parsing.entry;

import java.util.Objects;
import java.util.Optional;

/**
 * A change of permission mode: {@code type = permission-mode}.
 *
 * @param mode {@code permissionMode}: default, plan, auto, ...
 */
public record PermissionModeEntry(Envelope envelope, Optional<String> mode) implements LogEntry {
  public PermissionModeEntry {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(mode, "mode");
  }
}
