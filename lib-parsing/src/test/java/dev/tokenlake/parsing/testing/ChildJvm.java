package dev.tokenlake.parsing.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs a main class of the tests in a process of its own, with a heap or rights of its own. */
public final class ChildJvm {
  private static final String SKIPPED =
      "SKIPPED: root may read everything, and there is no setpriv";

  private final List<String> before = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new java.util.HashMap<>();

  /** What the process said and how it ended. */
  public record Result(int exit, String said) {}

  /** Limits the heap, as in {@code 256m}. */
  public ChildJvm heap(String size) {
    options.add("-Xmx" + size);
    return this;
  }

  /** Lets rights to files count even for root, who may otherwise read everything. */
  public ChildJvm boundByRights() throws IOException, InterruptedException {
    if (!System.getProperty("user.name").equals("root")) {
      return this;
    }
    String rights = "=-dac_override,-dac_read_search";
    before.addAll(List.of("setpriv", "--bounding-set" + rights, "--inh-caps" + rights));
    List<String> probe = new ArrayList<>(before);
    probe.add("true");
    try {
      assumeTrue(new ProcessBuilder(probe).start().waitFor() == 0, SKIPPED);
    } catch (IOException e) {
      assumeTrue(false, SKIPPED);
    }
    return this;
  }

  /** Sets a variable of its environment. */
  public ChildJvm with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs to the end; what it said is both streams. */
  public Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), said);
  }
}
