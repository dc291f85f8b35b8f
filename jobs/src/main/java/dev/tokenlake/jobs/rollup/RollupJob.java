package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.rollup.RollupState.Named;
import dev.tokenlake.jobs.rollup.RollupState.UsagePart;
import dev.tokenlake.jobs.rollup.TableBuilder.Built;
import dev.tokenlake.jobs.run.Progress;
import dev.tokenlake.jobs.spark.SparkSessions;
import dev.tokenlake.parsing.git.Commit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Turns facts into tables and checks them; what it writes is not published yet. From the tables of
 * an earlier night it takes over what no new fact can have changed: the rows of other sessions, and
 * files of the usage table that hold none of the changed ones.
 */
public final class RollupJob {
  private final SparkSession spark;
  private final LakeConfig config;
  private final Progress progress;
  private final Sizes sizes;

  public RollupJob(SparkSession spark, LakeConfig config, Progress progress) {
    this(spark, config, progress, Sizes.USUAL);
  }

  RollupJob(SparkSession spark, LakeConfig config, Progress progress, Sizes sizes) {
    this.sizes = sizes;
    this.spark = spark;
    this.config = config;
    this.progress = progress;
  }

  /**
   * Writes every table into the generation.
   *
   * @param facts all that there are
   * @param earlier tables to take over from; absent to make all anew
   * @param commits of the configured repositories
   * @param scratch folder for what lies between facts and tables
   * @throws BrokenIdentityException when a check finds a row
   */
  public Rollup run(
      LakeFacts facts,
      Optional<Earlier> earlier,
      List<Commit> commits,
      Generation generation,
      Place scratch) {
    Optional<Change> change =
        earlier
            .map(
                before ->
                    new Change(
                        before, SparkSessions.takingFew(spark, () -> facts.touchedSince(before))))
            .filter(Change::isSmall);
    progress.say(
        change
            .map(c -> "merging copies, pricing: %,d sessions".formatted(c.sessions().size()))
            .orElse("merging copies, pricing"));
    Dataset<Row> assembled = assembled(facts, change, scratch.resolve("assembled"));
    boolean small = SparkSessions.planForTables(spark);
    FactViews views = new FactViews(spark, config, small);
    views.registerSettings(commits);
    KeptSums kept = new KeptSums(spark, generation, change, sizes);
    SortedMap<String, Named> projects =
        views.registerNames(
            kept.others().select("session").unionByName(assembled.select("session")));
    views.registerUsage(assembled);
    int files = small ? 1 : Runtime.getRuntime().availableProcessors();
    boolean few =
        views.register(
            kept.write(assembled, scratch.resolve("sums"), files), facts.withoutSession());
    progress.say("tables and their checks");
    TableBuilder builder =
        new TableBuilder(spark, Map.of("commits_known", !config.repositories().isEmpty()), small);
    UsageUpdate usage = new UsageUpdate(spark, views, generation, scratch, sizes);
    SortedMap<String, UsagePart> parts =
        change
            .map(c -> SparkSessions.takingFew(spark, () -> usage.changed(c, projects)))
            .orElseGet(usage::whole);
    List<String> broken =
        new ArrayList<>(
            builder.violations(PublishedTable.USAGE, spark.table(UsageUpdate.WRITTEN_VIEW)));
    if (few) {
      SparkSessions.planForFewRows(spark);
    }
    Set<PublishedTable> others = EnumSet.complementOf(EnumSet.of(PublishedTable.USAGE));
    List<Built> built = builder.buildAll(others, generation);
    built.forEach(table -> broken.addAll(table.broken()));
    broken.addAll(builder.violationsOfSummaries(others));
    if (!broken.isEmpty()) {
      throw new BrokenIdentityException(broken);
    }
    new RollupState(views.sessions(), projects, parts).write(generation);
    Map<String, TableDigest> digests = new LinkedHashMap<>();
    digests.put(
        PublishedTable.USAGE.tableName(),
        TableDigest.ofParts(parts.values(), new SqlModel("usage").schema()));
    built.forEach(table -> digests.put(table.table().tableName(), table.digest()));
    Set<String> takenOver = new TreeSet<>(kept.takenOver());
    takenOver.addAll(usage.takenOver());
    return new Rollup(digests, takenOver);
  }

  private Dataset<Row> assembled(LakeFacts facts, Optional<Change> change, Place folder) {
    Assembly assembly = new Assembly(spark, config);
    return change
        .map(c -> assembly.of(c.touched(), facts, folder))
        .orElseGet(() -> assembly.all(facts, folder));
  }
}
