package dev.tokenlake.jobs.study;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A git repository with the commits of the study, each of them empty. */
final class StudyRepository {

  private StudyRepository() {}

  static void write(List<StudyArchive.Commits> days, Path folder) throws IOException {
    try (Repository repository = FileRepositoryBuilder.create(folder.toFile());
        ObjectInserter inserter = repository.newObjectInserter()) {
      repository.create(true);
      ObjectId tree = inserter.insert(new TreeFormatter());
      ObjectId last = ObjectId.zeroId();
      for (StudyArchive.Commits day : days) {
        for (int i = 0; i < day.count(); i++) {
          last = inserter.insert(commit(tree, last, day, i));
        }
      }
      inserter.flush();
      RefUpdate head = repository.updateRef(Constants.HEAD);
      head.setNewObjectId(last);
      head.update();
    }
  }

  private static CommitBuilder commit(
      ObjectId tree, ObjectId parent, StudyArchive.Commits day, int number) {
    Instant at = day.date().atTime(9, 0).toInstant(ZoneOffset.UTC).plusSeconds(number);
    PersonIdent author = new PersonIdent("dev", "dev@example.org", at, ZoneOffset.UTC);
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (!parent.equals(ObjectId.zeroId())) {
      commit.setParentId(parent);
    }
    commit.setAuthor(author);
    // Rebased long after: only the author's time tells when the work was done.
    commit.setCommitter(
        new PersonIdent(author, Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
    commit.setMessage("lorem");
    return commit;
  }
}
