package dev.tokenlake.jobs.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** HDFS with a name node and a data node, whose leases end sooner than usual. */
final class HdfsServer implements RemoteServer {
  private static final int LEASE_SECONDS = 15;

  private final ServerProcess process;
  private final int port;

  private HdfsServer(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it, empty. */
  static HdfsServer start(Path folder) {
    ServerProcess process =
        ServerProcess.start(
            "hdfs",
            List.of(
                ServerProcess.source("hdfs", "MiniHdfs.java").toString(),
                folder.resolve("hdfs").toString(),
                Integer.toString(LEASE_SECONDS * 1000)),
            folder.resolve("hdfs.log"));
    String line = process.line();
    return new HdfsServer(process, Integer.parseInt(line.replaceAll("\\D", "")));
  }

  @Override
  public String lake(String name) {
    return "hdfs://127.0.0.1:%d/lakes/%s".formatted(port, name);
  }

  /** A lease is renewed at half of the time that an answer may take. */
  @Override
  public Map<String, String> settings() {
    return Map.of("ipc.client.rpc-timeout.ms", Integer.toString(LEASE_SECONDS * 1000 * 2 / 3));
  }

  @Override
  public List<String> secrets() {
    return List.of();
  }

  @Override
  public int leaseSeconds() {
    return LEASE_SECONDS;
  }

  @Override
  public void close() {
    process.close();
  }
}
