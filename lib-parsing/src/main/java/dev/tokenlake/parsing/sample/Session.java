package dev.tokenlake.parsing.sample;

import dev.tokenlake.parsing.sample.SessionPlan.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One session from its first line to its last, with the agents it starts. */
final class Session {

  private static final long PREAMBLE = 17_000;
  private static final long MINUTE = 60_000;

  private final SessionPlan plan;
  private final Dice dice;
  private final Transcript transcript;
  private final Conversation talk;
  private final ContextModel context;
  private final Tools tools;
  private final Replies replies;
  private final ClientLines client;
  private final AgentLines agentLines;
  private final Tally tally = new Tally();
  private final List<Output> outputs = new ArrayList<>();
  private long agentBytes;
  private int compactedAt;
  private long calledAt;
  private int prompts;

  /**
   * A file to be.
   *
   * @param name below the folder of the project
   */
  record Output(String name, Transcript transcript, boolean agent) {}

  private Session(SessionPlan plan) {
    this.plan = plan;
    this.dice = plan.dice();
    this.transcript = new Transcript(plan.sessionId(), plan.version().name(), Optional.empty());
    this.talk =
        new Conversation(transcript, dice, plan.place().cwd(), plan.place().branch(), plan.start());
    this.context = new ContextModel(dice, PREAMBLE, plan.hourCache(), plan.start());
    this.tools = new Tools(talk, context);
    this.replies = new Replies(talk, plan.version(), plan.bedrock(), false, tally);
    this.client = new ClientLines(talk, plan.sessionId());
    this.agentLines = new AgentLines(talk);
    outputs.add(new Output(plan.sessionId() + ".jsonl", transcript, false));
  }

  /** Plays a session as planned. */
  static Session play(SessionPlan plan) {
    Session session = new Session(plan);
    if (plan.kind() == Kind.EMPTY) {
      session.endWithoutReply();
      return session;
    }
    plan.parent().ifPresentOrElse(session::branchOff, session::begin);
    do {
      session.prompt();
    } while (session.goesOn());
    return session;
  }

  /** Its files, its own transcript first. */
  List<Output> outputs() {
    return Collections.unmodifiableList(outputs);
  }

  /** What it counts, the lines it was given by another session apart. */
  Tally tally() {
    return tally;
  }

  private boolean goesOn() {
    boolean unshown =
        prompts == 1 && (plan.kind() == Kind.COMPACTED || plan.kind() == Kind.LEFT_ALONE);
    boolean room = transcript.size() + agentBytes < plan.budget();
    return (room || unshown) && talk.now() < plan.limit() - 10 * MINUTE;
  }

  private void begin() {
    if (plan.version().attachments()) {
      client.permissionMode();
      client.attachment();
    } else if (dice.chance(0.2)) {
      client.summary();
    }
    plan.place().repository().filter(repository -> dice.chance(0.6)).ifPresent(client::worktree);
  }

  /** Begins with the lines of another session up to some prompt of it. */
  private void branchOff(SessionPlan parent) {
    Session before = new Session(parent);
    before.begin();
    do {
      before.prompt();
    } while (before.goesOn() && before.transcript.size() < plan.budget() / 2);
    for (Line line : before.transcript.lines()) {
      if (line.link().isPresent()) {
        talk.copy(line, parent.sessionId());
      }
    }
    talk.waitUntil(before.talk.now());
    talk.pass(MINUTE, 30 * MINUTE);
    context.add(before.context.size() - PREAMBLE);
  }

  private void endWithoutReply() {
    switch (dice.below(3)) {
      case 0 -> {
        client.summary();
        client.fileHistorySnapshot();
      }
      case 1 -> client.localCommand();
      default -> {
        Prompts.say(talk, Filler.slice(dice, 120));
        client.apiError(1);
        talk.pass(500, 3_000);
        client.syntheticError();
      }
    }
  }

  private void prompt() {
    if (prompts++ > 0) {
      idle();
    }
    client.fileHistorySnapshot();
    if (prompts == 2) {
      plan.place().later().ifPresent(talk::moveTo);
    }
    long asked = talk.now();
    context.add(dice.between(20, 600));
    Prompts.say(talk, Filler.slice(dice, (long) dice.skewed(180, 1)));
    if (plan.kind() == Kind.FAILING && prompts % 3 == 1) {
      client.apiError(1);
      talk.pass(600, 1_000);
      client.apiError(2);
      talk.pass(1_000, 2_000);
    }
    work();
    if (plan.kind() == Kind.FAILING && prompts == 1) {
      client.syntheticError();
    }
    if (!plan.version().name().startsWith("2.0.")) {
      client.turnDuration(talk.now() - asked);
    }
    if (plan.kind() == Kind.COMPACTED && prompts == 1) {
      compact("manual");
    }
  }

  /** Calls until the model has no more tools to use. */
  private void work() {
    boolean done = false;
    while (!done) {
      if (context.isFull()) {
        compact("auto");
      }
      talk.pass(1_500, 25_000);
      boolean pressed =
          transcript.size() + agentBytes > plan.budget() || talk.now() > plan.limit() - 10 * MINUTE;
      boolean delegates =
          plan.kind() == Kind.WITH_AGENTS && (agentBytes == 0 || (!pressed && dice.chance(0.08)));
      done = !delegates && (pressed || dice.chance(0.18));
      List<String> used =
          delegates
              ? Collections.nCopies((int) dice.between(1, 3), ToolUse.AGENT)
              : done ? List.of() : tools.some();
      calledAt = talk.now();
      long output = Math.max(1, (long) dice.skewed(420, 1.1));
      replies.write(plan.model(), context.call(talk.now(), output), used, this::run);
      if (dice.chance(0.01)) {
        client.queued();
      }
    }
  }

  private void run(ToolUse use) {
    if (!use.name().equals(ToolUse.AGENT)) {
      tools.run(use);
      return;
    }
    AgentRun agent = AgentRun.start(talk, plan, calledAt, tally);
    agentBytes += agent.transcript().size();
    boolean told = plan.version().progress();
    if (!told || dice.chance(0.8)) {
      outputs.add(new Output(agent.file(plan), agent.transcript(), true));
    }
    if (told) {
      agentLines.progress(agent, use);
    }
    talk.waitUntil(agent.transcript().lastAt());
    talk.pass(50, 500);
    context.add(dice.between(300, 2_500));
    agentLines.result(agent, use, Filler.slice(dice, (long) dice.skewed(900, 0.8)));
  }

  /** A model sums the conversation up, in a file of its own that begins with all of it. */
  private void compact(String trigger) {
    long before = context.size();
    long summary = dice.between(2_000, 6_000);
    talk.pass(1_000, 5_000);
    if (plan.version().nestedAgents()) {
      String id = "acompact-" + talk.ids.hex(16);
      Transcript own = new Transcript(plan.sessionId(), plan.version().name(), Optional.of(id));
      List<Line> lines = transcript.lines();
      lines.subList(compactedAt, lines.size()).stream()
          .filter(line -> line.link().isPresent())
          .forEach(own::add);
      Conversation aside = new Conversation(own, dice, talk.cwd(), talk.branch(), talk.now());
      context.add(200);
      Prompts.say(aside, Filler.slice(dice, 600));
      aside.pass(8_000, 40_000);
      new Replies(aside, plan.version(), plan.bedrock(), true, tally)
          .write(plan.model(), context.call(aside.now(), summary), List.of(), tools::run);
      talk.waitUntil(aside.now());
      agentBytes += own.size();
      outputs.add(new Output(plan.sessionId() + "/subagents/agent-" + id + ".jsonl", own, true));
    }
    compactedAt = transcript.lineCount();
    client.compactBoundary(trigger, before);
    Prompts.saySummary(talk, Filler.slice(dice, summary));
    context.compact(summary);
  }

  private void idle() {
    long longest = Math.max(plan.limit() - 12 * MINUTE - talk.now(), 0);
    if (plan.kind() == Kind.LEFT_ALONE && prompts == 2) {
      pause(65 * MINUTE, 90 * MINUTE, longest);
    } else if (dice.chance(0.12)) {
      pause(6 * MINUTE, 50 * MINUTE, longest);
    } else if (dice.chance(0.03)) {
      pause(65 * MINUTE, 240 * MINUTE, longest);
    } else {
      pause(5_000, 4 * MINUTE, longest);
    }
  }

  private void pause(long least, long most, long longest) {
    talk.pass(Math.min(least, longest), Math.min(most, longest));
  }
}
