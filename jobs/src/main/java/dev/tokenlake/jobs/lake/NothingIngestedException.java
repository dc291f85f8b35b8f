package dev.tokenlake.jobs.lake;

/** A run was to make tables of a lake that has no facts yet. */
public final class NothingIngestedException extends LakeException {
  private static final long serialVersionUID = 1L;

  public NothingIngestedException(LakeLayout lake) {
    super("Nothing was ingested yet into %s; run nightly or ingest first".formatted(lake.root()));
  }
}
