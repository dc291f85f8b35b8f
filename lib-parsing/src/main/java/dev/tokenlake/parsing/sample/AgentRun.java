package dev.tokenlake.parsing.sample;

import dev.tokenlake.parsing.entry.TokenUsage;
import java.util.List;
import java.util.Optional;

/**
 * An agent started by a session, and its own transcript.
 *
 * @param id of the agent
 * @param prompt it was given
 * @param transcript its lines
 * @param tokens of its responses
 * @param responses how many these are
 */
record AgentRun(
    String id, Filler.Slice prompt, Transcript transcript, TokenUsage tokens, long responses) {

  private static final long PREAMBLE = 9_000;

  /** Lets an agent work through a few calls, from {@code at} on. */
  static AgentRun start(Conversation session, SessionPlan plan, long at, Tally tally) {
    Dice dice = new Dice(session.dice.next());
    boolean nested = plan.version().nestedAgents();
    String id = nested ? "a" + new Ids(dice).hex(16) : new Ids(dice).hex(8);
    Transcript transcript =
        new Transcript(plan.sessionId(), plan.version().name(), Optional.of(id));
    Conversation talk = new Conversation(transcript, dice, session.cwd(), session.branch(), at);
    talk.pass(5, 400);
    ContextModel context = new ContextModel(dice, PREAMBLE, false, talk.now());
    Tools tools = new Tools(talk, context);
    Tally own = new Tally();
    Replies replies = new Replies(talk, plan.version(), plan.bedrock(), true, own);
    String model = Models.agent(plan.day(), plan.model(), dice);

    Filler.Slice prompt = Filler.slice(dice, (long) dice.skewed(400, 1));
    context.add(dice.between(100, 900));
    Prompts.say(talk, prompt);
    long calls = dice.between(1, 7);
    for (long call = 1; call <= calls && talk.now() < plan.limit() - 120_000; call++) {
      talk.pass(1_500, 20_000);
      List<String> used = call == calls ? List.of() : tools.some();
      replies.write(model, context.call(talk.now(), output(dice)), used, tools::run);
    }
    tally.add(own);
    return new AgentRun(id, prompt, transcript, own.tokens(), own.responses());
  }

  private static long output(Dice dice) {
    return Math.max(1, (long) dice.skewed(320, 1));
  }

  /** Name of the file below the folder of the project. */
  String file(SessionPlan plan) {
    return plan.version().nestedAgents()
        ? plan.sessionId() + "/subagents/agent-" + id + ".jsonl"
        : "agent-" + id + ".jsonl";
  }
}
