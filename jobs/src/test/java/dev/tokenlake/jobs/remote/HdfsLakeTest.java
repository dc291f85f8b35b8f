package dev.tokenlake.jobs.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.place.RemotePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Lakes on HDFS. */
@EnabledIfSystemProperty(named = RemoteLakeTest.SLOW, matches = "true")
class HdfsLakeTest extends RemoteLakeTest {
  @Override
  RemoteServer start(Path in) {
    return HdfsServer.start(in);
  }

  @Override
  void assertAlone(Place file) {
    RemotePlace place = (RemotePlace) file;
    try {
      var status = place.storage().files().getFileStatus(place.path());
      assertThat(status.getPermission()).as(file.location()).isEqualTo(new FsPermission("600"));
      var above = place.storage().files().getFileStatus(place.path().getParent());
      assertThat(above.getPermission()).as(file.location()).isEqualTo(new FsPermission("700"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + file, e);
    }
  }
}
