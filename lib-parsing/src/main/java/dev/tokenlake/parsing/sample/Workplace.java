package dev.tokenlake.parsing.sample;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a session is started.
 *
 * @param cwd working directory at the start
 * @param later working directory further on in the session, below {@code cwd}
 * @param repository root of the repository when {@code cwd} is one of its worktrees
 * @param branch checked out
 */
record Workplace(String cwd, Optional<String> later, Optional<String> repository, String branch) {

  private static final Pattern NOT_KEPT = Pattern.compile("[^A-Za-z0-9]");

  private static final List<Workplace> ALL =
      List.of(
          at("/home/dev/work/shop", "main"),
          at("/home/dev/work/shop", "feature/cart"),
          movingTo("/home/dev/work/shop", "backend"),
          at("/home/dev/work/shop/backend", "main"),
          worktree("/home/dev/work/shop", "checkout-fix"),
          at("/home/dev/work/api", "main"),
          at("/home/dev/clients/api", "develop"),
          movingTo("/home/dev/clients/api", "docs"),
          worktree("/home/dev/clients/api", "quota"),
          at("/home/dev/notes.d", ""),
          at("D:\\code\\ledger", "main"));

  /** One of the places, in turn at first so that a small archive has them all. */
  static Workplace forSession(int index, Dice dice) {
    return index < ALL.size() ? ALL.get(index) : dice.pick(ALL);
  }

  /** Every place a session may be started in. */
  static List<Workplace> all() {
    return ALL;
  }

  /** Name of the folder the client keeps the session in. */
  String folder() {
    return NOT_KEPT.matcher(cwd).replaceAll("-");
  }

  private static Workplace at(String cwd, String branch) {
    return new Workplace(cwd, Optional.empty(), Optional.empty(), branch);
  }

  private static Workplace movingTo(String cwd, String below) {
    return new Workplace(cwd, Optional.of(cwd + "/" + below), Optional.empty(), "main");
  }

  private static Workplace worktree(String repository, String name) {
    return new Workplace(
        repository + "/.claude/worktrees/" + name,
        Optional.empty(),
        Optional.of(repository),
        "worktree-" + name);
  }
}
