package dev.tokenlake.parsing.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A working directory, of whatever system it was logged on, in one spelling: no trailing separator,
 * a drive letter in upper case.
 */
public record ProjectPath(String text) implements Comparable<ProjectPath> {

  public ProjectPath {
    Objects.requireNonNull(text, "text");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("Empty path");
    }
  }

  /** A path as logged. */
  public static ProjectPath of(String cwd) {
    String text = cwd;
    if (text.length() > 1 && text.charAt(1) == ':') {
      text = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
    while (text.length() > 1 && isSeparator(text.charAt(text.length() - 1))) {
      text = text.substring(0, text.length() - 1);
    }
    return new ProjectPath(text);
  }

  /** Its parts from the root on, without separators. */
  public List<String> parts() {
    List<String> parts = new ArrayList<>(Arrays.asList(text.split("[/\\\\]+")));
    parts.removeIf(String::isEmpty);
    return List.copyOf(parts);
  }

  /** Whether this is a folder above the other. */
  public boolean isAbove(ProjectPath other) {
    return other.text.length() > text.length()
        && other.text.startsWith(text)
        && (isSeparator(other.text.charAt(text.length()))
            || isSeparator(text.charAt(text.length() - 1)));
  }

  /** Whether this is the other or a folder above it. */
  public boolean contains(ProjectPath other) {
    return equals(other) || isAbove(other);
  }

  /**
   * Whether work of many projects is likely to lie here: a root, a home folder, the folder of
   * homes, a temporary folder.
   */
  public boolean isShared() {
    List<String> parts = parts();
    if (parts.size() <= 1) {
      return true;
    }
    boolean drive = parts.get(0).endsWith(":");
    String top = parts.get(drive ? 1 : 0).toLowerCase(Locale.ROOT);
    boolean home = top.equals("home") || top.equals("users");
    return home && parts.size() <= (drive ? 3 : 2);
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\';
  }

  @Override
  public int compareTo(ProjectPath other) {
    return text.compareTo(other.text);
  }
}
