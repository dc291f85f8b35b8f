package dev.tokenlake.jobs.remote;

import java.nio.file.Path;

/** The ground of lakes on S3. */
class S3GroundTest extends RemoteGroundTest {
  @Override
  RemoteServer start(Path in) {
    return S3Server.start(in);
  }
}
