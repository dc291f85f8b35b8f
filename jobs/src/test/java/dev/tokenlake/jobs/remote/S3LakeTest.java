package dev.tokenlake.jobs.remote;

import dev.tokenlake.jobs.place.Place;
import java.nio.file.Path;

/** Lakes on S3. */
class S3LakeTest extends RemoteLakeTest {
  @Override
  RemoteServer start(Path in) {
    return S3Server.start(in);
  }

  @Override
  void assertAlone(Place file) {}
}
