package dev.tokenlake.jobs.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * S3 as S3Proxy serves it. It refuses requests without a signature, and honours {@code
 * If-None-Match} and {@code If-Match}, the latter not for requests at the very same instant.
 */
final class S3Server implements RemoteServer {
  static final String SECRET = "tokenlake-test-secret-8c1f";
  private static final String IDENTITY = "tokenlake-test-identity";
  private static final int LEASE_SECONDS = 8;

  private final ServerProcess process;
  private final int port;

  private S3Server(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it with one bucket. */
  static S3Server start(Path folder) {
    try {
      int port = freePort();
      Files.createDirectories(folder.resolve("data").resolve(bucket(port)));
      Path properties =
          Files.writeString(
              folder.resolve("s3.properties"),
              """
              s3proxy.authorization=aws-v2-or-v4
              s3proxy.identity=%s
              s3proxy.credential=%s
              s3proxy.endpoint=http://127.0.0.1:%d
              jclouds.provider=filesystem-nio2
              jclouds.filesystem.basedir=%s
              jclouds.identity=unused
              jclouds.credential=unused
              """
                  .formatted(IDENTITY, SECRET, port, folder.resolve("data")));
      ServerProcess process =
          ServerProcess.start(
              "s3",
              List.of("org.gaul.s3proxy.Main", "--properties", properties.toString()),
              folder.resolve("s3.log"));
      S3Server server = new S3Server(process, port);
      server.awaitRefusalOfTheUnsigned();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start an S3 server", e);
    }
  }

  /** Hadoop keeps one client for each bucket of a process, whatever server it is on. */
  private static String bucket(int port) {
    return "lakes-" + port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitRefusalOfTheUnsigned() throws IOException {
    HttpRequest unsigned =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/%s/unsigned".formatted(port, bucket(port))))
            .PUT(HttpRequest.BodyPublishers.ofString("?"))
            .build();
    for (int attempt = 0; attempt < 240; attempt++) {
      try {
        int status =
            HttpClient.newHttpClient()
                .send(unsigned, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(403);
        return;
      } catch (IOException e) {
        assertThat(process.isAlive()).as("the S3 server lives").isTrue();
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted", e);
      }
    }
    throw new IOException("The S3 server does not answer");
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  @Override
  public String lake(String name) {
    return "s3a://%s/of/%s".formatted(bucket(port), name);
  }

  @Override
  public Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "fs.s3a.endpoint",
            "http://127.0.0.1:" + port,
            "fs.s3a.endpoint.region",
            "us-east-1",
            "fs.s3a.path.style.access",
            "true",
            "fs.s3a.connection.ssl.enabled",
            "false",
            "fs.s3a.access.key",
            IDENTITY,
            "fs.s3a.secret.key",
            SECRET,
            "tokenlake.lease.seconds",
            Integer.toString(LEASE_SECONDS)));
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
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
