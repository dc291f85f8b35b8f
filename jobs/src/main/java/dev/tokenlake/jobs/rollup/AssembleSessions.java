package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.config.LakeConfig;
import dev.tokenlake.jobs.config.PricingConfig;
import dev.tokenlake.jobs.config.PricingConfigReader;
import dev.tokenlake.jobs.facts.Assembled;
import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.facts.FactKind;
import dev.tokenlake.jobs.facts.SessionFact;
import dev.tokenlake.jobs.facts.TranscriptFact;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.calendar.Phases;
import dev.tokenlake.parsing.calendar.ReportingCalendar;
import dev.tokenlake.parsing.count.Transcript;
import dev.tokenlake.parsing.project.ProjectPath;
import dev.tokenlake.parsing.project.RepositoryRoot;
import dev.tokenlake.parsing.session.Session;
import dev.tokenlake.parsing.session.SessionAssembler;
import dev.tokenlake.parsing.session.SessionPast;
import dev.tokenlake.parsing.session.SessionRecords;
import dev.tokenlake.pricing.book.PriceBook;
import dev.tokenlake.pricing.cost.CostCalculator;
import dev.tokenlake.pricing.scenario.ScenarioCalculator;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/**
 * Puts the facts of one session together: its calls priced, as they were made and under scenarios,
 * its summary, its transcripts.
 */
final class AssembleSessions implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final RecordCodec<Fact> facts;
  private final RecordCodec<Assembled> assembled;
  private final String zone;
  private final DayOfWeek weekStart;
  private final ArrayList<PhaseDays> phaseDays;

  /** Prices and policies cannot travel, but their text can. */
  private final String pricing;

  private transient Optional<Tools> tools = Optional.empty();

  AssembleSessions(RecordCodec<Fact> facts, RecordCodec<Assembled> assembled, LakeConfig config) {
    this.facts = facts;
    this.assembled = assembled;
    this.zone = config.calendar().zone().getId();
    this.weekStart = config.calendar().weekStart();
    this.phaseDays = new ArrayList<>(PhaseDays.of(config.phases()));
    this.pricing = config.pricing().section();
  }

  @Override
  public Iterator<Row> call(String sessionId, Iterator<Row> rows) {
    List<Fact> all = new ArrayList<>();
    rows.forEachRemaining(row -> all.add(facts.fromRow(row)));
    List<Row> out = new ArrayList<>();
    for (Assembled row : assemble(sessionId, all)) {
      out.add(assembled.toRow(row));
    }
    return out.iterator();
  }

  private List<Assembled> assemble(String sessionId, List<Fact> all) {
    if (all.stream().allMatch(fact -> fact.kind() == FactKind.PAST)) {
      return List.of();
    }
    SessionRecords records =
        new SessionRecords(
            sessionId,
            all.stream().flatMap(fact -> fact.response().stream()).toList(),
            all.stream().flatMap(fact -> fact.prompt().stream()).toList(),
            all.stream().flatMap(fact -> fact.compaction().stream()).toList(),
            all.stream().flatMap(fact -> fact.event().stream()).toList(),
            all.stream().flatMap(fact -> fact.span().stream()).findFirst(),
            all.stream()
                .flatMap(fact -> fact.past().stream())
                .reduce(SessionPast.NONE, SessionPast::plus));
    Optional<String> project = records.span().flatMap(RepositoryRoot::of).map(ProjectPath::text);
    Session session = tools().assembler.assemble(records);
    List<Assembled> rows = new ArrayList<>();
    session.calls().forEach(call -> rows.add(Assembled.of(tools().pricer.price(call, project))));
    tools().scenarios.of(sessionId, session.calls()).forEach(row -> rows.add(Assembled.of(row)));
    tools().audit.of(sessionId, all).forEach(row -> rows.add(Assembled.of(row)));
    Optional<LocalDate> startDay = session.summary().start().map(tools().calendar::day);
    rows.add(Assembled.of(new SessionFact(sessionId, project, startDay, session.summary())));
    all.stream()
        .flatMap(fact -> fact.transcript().stream())
        .forEach(transcript -> rows.add(Assembled.of(place(transcript, project))));
    return rows;
  }

  private TranscriptFact place(Transcript transcript, Optional<String> project) {
    ReportingCalendar calendar = tools().calendar;
    Optional<LocalDate> day = transcript.first().map(calendar::day);
    return new TranscriptFact(
        transcript.key(),
        transcript.sessionId(),
        project,
        transcript.agent(),
        day,
        day.map(calendar::weekStart),
        day.map(calendar::isoWeek),
        day.map(calendar::monthStart),
        day.flatMap(tools().phases::position));
  }

  /** Built once per task, since none of it can travel. */
  private Tools tools() {
    if (tools == null || tools.isEmpty()) {
      tools =
          Optional.of(
              new Tools(
                  ZoneId.of(zone), weekStart, phaseDays, PricingConfigReader.ofText(pricing)));
    }
    return tools.get();
  }

  private static final class Tools {
    private final ReportingCalendar calendar;
    private final Phases phases;
    private final SessionAssembler assembler = new SessionAssembler();
    private final UsagePricer pricer;
    private final ScenarioTally scenarios;
    private final AuditTally audit;

    Tools(ZoneId zone, DayOfWeek weekStart, List<PhaseDays> phaseDays, PricingConfig pricing) {
      calendar = new ReportingCalendar(zone, weekStart);
      audit = new AuditTally(calendar);
      phases = Phases.orAll(PhaseDays.toPhases(phaseDays));
      CostCalculator calculator = new CostCalculator(PriceBook.bundled(), pricing.policy());
      pricer = new UsagePricer(calculator, calendar, phases, pricing.currency());
      scenarios =
          new ScenarioTally(new ScenarioCalculator(calculator), pricing.scenarios(), calendar);
    }
  }
}
