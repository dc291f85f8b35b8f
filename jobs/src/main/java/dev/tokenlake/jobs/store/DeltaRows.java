package dev.tokenlake.jobs.store;

import dev.tokenlake.jobs.place.Place;
import io.delta.kernel.data.Row;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Data files as Delta's kernel tells and takes them. */
final class DeltaRows {
  private DeltaRows() {}

  /** A data file as a version has it. */
  static StoredFile storedFile(Place root, Row row) {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(row);
    Part part = Part.of(InternalScanFileUtils.getPartitionValues(row).get(Part.COLUMN));
    String name = status.getPath().substring(status.getPath().lastIndexOf('/') + 1);
    return new StoredFile(
        part,
        root.resolve(part.folder()).resolve(name),
        status.getSize(),
        status.getModificationTime());
  }

  /** What a commit says of a data file that it adds. */
  static AddFile addFile(Place root, StructType schema, StoredFile file) {
    return AddFile.convertDataFileStatus(
        schema,
        URI.create(root.uri()),
        new DataFileStatus(file.path().uri(), file.bytes(), file.modified(), Optional.empty()),
        Map.of(Part.COLUMN, Literal.ofString(file.part().value())),
        true,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
