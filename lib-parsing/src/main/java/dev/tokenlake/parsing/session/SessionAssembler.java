package dev.tokenlake.parsing.session;

import dev.tokenlake.parsing.count.Call;
import dev.tokenlake.parsing.count.CallKind;
import dev.tokenlake.parsing.count.Calls;
import dev.tokenlake.parsing.count.Prompt;
import dev.tokenlake.parsing.count.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a session in order. Stateless; the order of the records given does not matter. */
public final class SessionAssembler {

  /** Responses in the order of a session: by time, those without one last, then by key. */
  private static final Comparator<Response> IN_ORDER =
      Comparator.comparing((Response r) -> r.at().orElse(Instant.MAX)).thenComparing(Response::key);

  /** The session that these records make. */
  public Session assemble(SessionRecords records) {
    List<Response> responses = records.responses().stream().sorted(IN_ORDER).toList();
    List<Instant> promptTimes =
        records.prompts().stream()
            .filter(prompt -> !prompt.origin().isSubagent())
            .map(Prompt::at)
            .flatMap(Optional::stream)
            .sorted()
            .toList();
    List<PlacedCall> calls = new ArrayList<>();
    Map<String, Integer> turns = new HashMap<>(records.past().turns());
    int before = records.past().prompts();
    for (Response response : responses) {
      int turn = turns.merge(SessionPast.thread(response), 1, Integer::sum);
      Optional<Integer> prompt = response.at().map(at -> before + submittedBy(promptTimes, at));
      for (Call call : Calls.of(response)) {
        boolean first = calls.isEmpty() && call.kind() == CallKind.MESSAGE;
        calls.add(new PlacedCall(response, call, prompt, turn, first));
      }
    }
    return new Session(calls, new SessionSummarizer(records, responses, calls).summary());
  }

  private static int submittedBy(List<Instant> promptTimes, Instant at) {
    int low = 0;
    int high = promptTimes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (promptTimes.get(middle).isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
