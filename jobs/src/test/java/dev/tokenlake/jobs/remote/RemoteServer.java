package dev.tokenlake.jobs.remote;

import java.util.List;
import java.util.Map;

/** A server that lakes lie on. */
interface RemoteServer extends AutoCloseable {
  /** Location of a lake. */
  String lake(String name);

  /** Settings that reach it. */
  Map<String, String> settings();

  /** Values among the settings that nobody may read anywhere. */
  List<String> secrets();

  /** How long a dead holder keeps others out, in seconds. */
  int leaseSeconds();

  @Override
  void close();
}
