package dev.tokenlake.jobs.rollup;

/**
 * When files become too many or too small.
 *
 * @param rowsPerFile calls that are worth a file of the usage table
 * @param nightsPerMerge nights whose sums lie in files of their own before they are merged
 */
record Sizes(long rowsPerFile, int nightsPerMerge) {
  static final Sizes USUAL = new Sizes(50_000, 16);

  Sizes {
    if (rowsPerFile < 1 || nightsPerMerge < 1) {
      throw new IllegalArgumentException("Sizes begin at 1");
    }
  }
}
