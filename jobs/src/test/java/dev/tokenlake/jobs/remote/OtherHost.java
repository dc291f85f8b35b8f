package dev.tokenlake.jobs.remote;

import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.lake.LakeLock;
import dev.tokenlake.jobs.lake.LakeLostException;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.testing.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A process that shares nothing with this one but the server. */
final class OtherHost implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path said;

  private OtherHost(List<String> command) throws IOException {
    said = Files.createTempFile("tokenlake", ".said");
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  /** One that runs a command. */
  static OtherHost running(Object... args) throws IOException {
    return new OtherHost(Ran.Jvm.USUAL.commandLine(args));
  }

  /** One that holds a lake and does nothing; it is held when this returns. */
  static OtherHost holding(String lake, Map<String, String> settings) throws Exception {
    List<String> command = new ArrayList<>(Ran.Jvm.USUAL.commandLine());
    command.set(command.size() - 1, OtherHost.class.getName());
    command.add(lake);
    settings.forEach((key, value) -> command.add(key + "=" + value));
    OtherHost host = new OtherHost(command);
    host.awaitSaying("HOLDING");
    return host;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Holds the lake of the first argument, with the settings of the others, until it is killed; says
   * whether it still does for every letter of its standard input.
   */
  public static void main(String[] args) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (String setting : List.of(args).subList(1, args.length)) {
      settings.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    LakeLayout lake = new LakeLayout(Place.of(args[0], settings), Path.of(""));
    try (LakeLock lock = LakeLock.take(lake)) {
      System.out.println("HOLDING " + lock.root());
      while (System.in.read() >= 0) {
        try {
          lock.check();
          System.out.println("answer: still holds " + lock.root());
        } catch (LakeLostException e) {
          System.out.println("answer: " + e.getMessage());
        }
      }
    }
  }

  long pid() {
    return process.pid();
  }

  String said() throws IOException {
    return Files.readString(said);
  }

  /** Lets a holder look whether it still holds; what it says. */
  String asks() throws IOException, InterruptedException {
    process.getOutputStream().write('?');
    process.getOutputStream().flush();
    awaitSaying("answer: ");
    return said();
  }

  void awaitSaying(String text) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      if (said().contains(text)) {
        return;
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("It never said " + text + " but\n" + said());
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("Cannot signal process " + pid());
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("It does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(said);
  }
}
