package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.facts.FileFact;
import dev.tokenlake.jobs.facts.InputFact;
import dev.tokenlake.jobs.ledger.Content;
import dev.tokenlake.jobs.ledger.InputName;
import dev.tokenlake.jobs.ledger.Ledger;
import dev.tokenlake.jobs.ledger.LineCounts;
import dev.tokenlake.jobs.ledger.Observation;
import dev.tokenlake.parsing.read.FileOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the facts of a night's reads say for the ledger. */
final class Readings {
  private static final LineCounts REFUSED = new LineCounts(0, 0, 0, 0, 0, 0, 0, 1);

  private Readings() {}

  static List<Ledger.Reading> of(WrittenFacts written) {
    Map<InputName, LineCounts> counts = new HashMap<>();
    written
        .files()
        .forEach(
            fact -> counts.merge(name(fact), of(fact.file().orElseThrow()), LineCounts::beside));
    written.refusals().forEach(fact -> counts.merge(name(fact), REFUSED, LineCounts::beside));
    return written.inputs().stream().map(fact -> reading(fact, counts)).toList();
  }

  private static Ledger.Reading reading(Fact fact, Map<InputName, LineCounts> counts) {
    InputFact input = fact.input().orElseThrow();
    return new Ledger.Reading(
        name(fact),
        fact.origin().epoch(),
        new Observation(
            input.look(),
            input.crc32c().map(crc -> new Content(input.look().orElseThrow().size(), crc))),
        input.mark(),
        input.readOn(),
        counts.getOrDefault(name(fact), LineCounts.NONE));
  }

  private static InputName name(Fact fact) {
    return new InputName(fact.origin().source(), fact.origin().input());
  }

  private static LineCounts of(FileFact file) {
    FileOutcome outcome = file.outcome();
    return new LineCounts(
        1,
        outcome.bytes(),
        outcome.offset(),
        outcome.lines(),
        outcome.entries(),
        outcome.ignoredLines(),
        outcome.rejected(),
        0);
  }
}
