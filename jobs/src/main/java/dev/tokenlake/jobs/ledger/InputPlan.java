package dev.tokenlake.jobs.ledger;

import java.util.List;

/**
 * What a night has to do about the inputs.
 *
 * @param readings inputs to read, in the order of the listing
 * @param records records that change without a read: of inputs that are gone or touched
 * @param news how many inputs there are of each sort
 */
public record InputPlan(List<PlannedInput> readings, List<InputRecord> records, News news) {
  public InputPlan {
    readings = List.copyOf(readings);
    records = List.copyOf(records);
  }

  /** Whether the ledger stays as it is. */
  public boolean isEmpty() {
    return readings.isEmpty() && records.isEmpty();
  }

  /**
   * How many inputs there are of each sort. Every input found is of one of the first six.
   *
   * @param unchanged as they were
   * @param touched with other times but the same content
   * @param added not seen before
   * @param moved seen elsewhere before
   * @param grown read on from where they ended
   * @param rewritten read again from the start
   * @param deleted gone since the last night
   */
  public record News(
      long unchanged,
      long touched,
      long added,
      long moved,
      long grown,
      long rewritten,
      long deleted) {}
}
