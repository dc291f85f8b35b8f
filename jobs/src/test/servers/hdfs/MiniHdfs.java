import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A name node and a data node; says its port and ends with its standard input. */
public final class MiniHdfs {
  private MiniHdfs() {}

  /** Takes the folder of its files and the soft limit of leases in milliseconds. */
  public static void main(String[] args) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, args[0]);
    configuration.set("dfs.permissions.enabled", "true");
    try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
      cluster.waitActive();
      cluster.setLeasePeriod(Long.parseLong(args[1]), 20L * 60 * 1000);
      System.out.println("PORT " + cluster.getNameNodePort());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Nothing is to be said.
      }
    }
  }
}
