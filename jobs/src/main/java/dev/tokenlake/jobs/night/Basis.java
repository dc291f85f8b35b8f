package dev.tokenlake.jobs.night;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.forget.ForgetBook;
import dev.tokenlake.parsing.git.Commit;
import dev.tokenlake.parsing.git.CommitReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/** What tables depend on besides the facts, as a fingerprint. */
final class Basis {
  private Basis() {}

  /** Commits of the repositories, but for those of days that are forgotten. */
  static List<Commit> commits(LakeConfig config, ForgetBook book) {
    return new CommitReader()
        .read(config.repositories()).stream()
            .filter(commit -> !book.isBefore(commit.at()))
            .toList();
  }

  /** Fingerprint: equal ones over equal facts give equal tables. */
  static String of(LakeConfig config, List<Commit> commits) {
    StringJoiner all = new StringJoiner("\n");
    all.add(program());
    all.add(config.calendar().toString());
    all.add(config.since().toString());
    all.add(config.until().toString());
    all.add(config.phases().toString());
    all.add(config.projects().toString());
    all.add(new TreeMap<>(config.groups()).toString());
    all.add(config.repositories().toString());
    all.add(config.pricing().section());
    all.add(config.pricing().policy().mode().toString());
    commits.stream().map(Commit::toString).sorted().forEach(all::add);
    return DigestUtils.sha256Hex(all.toString());
  }

  /** The program is known by its jar: a new one may count or price otherwise. */
  private static String program() {
    try {
      Path place = Path.of(Basis.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return place.getFileName() + " " + Files.getLastModifiedTime(place).toMillis();
    } catch (URISyntaxException | IOException e) {
      return "unknown " + System.nanoTime();
    }
  }
}
