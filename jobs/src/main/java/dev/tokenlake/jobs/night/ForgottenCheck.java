package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.jobs.lake.Finding;
import dev.tokenlake.jobs.lake.Generation;
import dev.tokenlake.jobs.lake.GenerationManifest;
import dev.tokenlake.jobs.lake.Generations;
import dev.tokenlake.jobs.lake.LakeLayout;
import dev.tokenlake.jobs.rollup.ForgetPass;
import dev.tokenlake.jobs.store.FactVersion;
import dev.tokenlake.jobs.store.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks for what the lake was told to forget and still has. */
final class ForgottenCheck {
  private ForgottenCheck() {}

  /**
   * What is left.
   *
   * @param version latest version of the facts
   * @param facts its rows that count
   */
  static List<Finding> of(LakeLayout lake, FactVersion version, Dataset<Row> facts) {
    List<Finding> findings = new ArrayList<>();
    long remembered =
        ForgetPass.remembered(
            facts, ForgetPass.digests(facts.sparkSession(), version.paths(Part.FORGOTTEN)));
    if (remembered > 0) {
      findings.add(
          new Finding(
              lake.facts().location(), "forgotten", remembered + " rows are of forgotten facts"));
    }
    ForgetBook book = FactBase.book(Optional.of(version));
    for (Generation generation : new Generations(lake).all()) {
      GenerationManifest.of(generation)
          .map(GenerationManifest::factsVersion)
          .filter(made -> !book.isClean(made))
          .ifPresent(made -> findings.add(older(generation, made, book.cleanSince())));
    }
    return findings;
  }

  private static Finding older(Generation generation, long made, long since) {
    return new Finding(
        generation.root().location(),
        "forgotten",
        ("was made from version %d of the facts, before version %d forgot more;"
                + " the next nightly or rollup renews or removes it")
            .formatted(made, since));
  }
}
