package dev.tokenlake.notebooks;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInfo;

/**
 * A virtual environment with what the notebooks need.
 *
 * @param program its interpreter
 */
record Python(Path program) {

  private static final class Once {
    static final PythonSetup SETUP = PythonSetup.ofRequirements();
  }

  /** The environment; where there can be none, skips the test and says so by name. */
  static Python orSkip(TestInfo test) {
    PythonSetup setup = Once.SETUP;
    if (setup instanceof PythonSetup.Missing missing) {
      String name =
          test.getTestClass().map(Class::getSimpleName).orElse("")
              + test.getTestMethod().map(Method::getName).map("."::concat).orElse("");
      System.err.printf("SKIPPED %s: %s%n", name, missing.reason());
      return Assumptions.abort(missing.reason());
    }
    if (setup instanceof PythonSetup.Broken broken) {
      throw new AssertionError("requirements.txt does not install:\n" + broken.output());
    }
    return ((PythonSetup.Ready) setup).python();
  }

  /** Runs it in the folder of the notebooks, with nobody's settings. */
  Command.Ended run(Map<String, String> environment, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    Path environmentFolder =
        Module.TARGET.resolve("python-home-" + System.getProperty("tokenlake.fork"));
    Map<String, String> all = new HashMap<>(environment);
    for (String home :
        List.of("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR", "MPLCONFIGDIR")) {
      all.put(home, environmentFolder.toString());
    }
    all.put("PYTHONDONTWRITEBYTECODE", "1");
    all.put("PYTHONUTF8", "1");
    return new Command(words, Module.FOLDER, all).run();
  }
}
