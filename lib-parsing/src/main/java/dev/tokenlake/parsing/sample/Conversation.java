package dev.tokenlake.parsing.sample;

import java.util.Optional;

/** One thread while it is written: the clock, the last record and where the work goes on. */
final class Conversation {

  final Dice dice;
  final Ids ids;
  private final Transcript transcript;
  private final String branch;
  private String cwd;
  private Optional<String> last = Optional.empty();
  private long now;

  Conversation(Transcript transcript, Dice dice, String cwd, String branch, long start) {
    this.transcript = transcript;
    this.dice = dice;
    this.ids = new Ids(dice);
    this.cwd = cwd;
    this.branch = branch;
    this.now = start;
  }

  /** A record linked to the one before. */
  Line say(Json.Members members) {
    return say(last, members);
  }

  /** A record that starts a thread anew. */
  Line sayAtRoot(Json.Members members) {
    return say(Optional.empty(), members);
  }

  /** A line outside of the thread. */
  void note(Json.Members members) {
    transcript.add(new Line(Optional.empty(), now, Json.object(members)));
  }

  /** A line that another session's thread begins with. */
  void copy(Line line, String from) {
    transcript.add(line, Optional.of(from));
    last = line.link().map(Line.Link::uuid);
  }

  private Line say(Optional<String> parent, Json.Members members) {
    String uuid = ids.uuid();
    Line line =
        new Line(Optional.of(new Line.Link(parent, uuid, cwd, branch)), now, Json.object(members));
    transcript.add(line);
    last = Optional.of(uuid);
    return line;
  }

  void moveTo(String directory) {
    cwd = directory;
  }

  /** Time passes: between so many milliseconds. */
  void pass(long least, long most) {
    now += dice.between(least, most);
  }

  void waitUntil(long at) {
    now = Math.max(now, at);
  }

  long now() {
    return now;
  }

  Optional<String> last() {
    return last;
  }

  String cwd() {
    return cwd;
  }

  String branch() {
    return branch;
  }

  Transcript transcript() {
    return transcript;
  }
}
