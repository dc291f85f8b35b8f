package dev.tokenlake.jobs.remote;

import java.nio.file.Path;

/** The ground of lakes on HDFS. */
class HdfsGroundTest extends RemoteGroundTest {
  @Override
  RemoteServer start(Path in) {
    return HdfsServer.start(in);
  }
}
