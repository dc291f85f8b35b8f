package dev.tokenlake.jobs.rollup;

import dev.tokenlake.jobs.facts.ScenarioFact;
import dev.tokenlake.parsing.calendar.ReportingCalendar;
import dev.tokenlake.parsing.session.PlacedCall;
import dev.tokenlake.pricing.cost.BillableCall;
import dev.tokenlake.pricing.scenario.OpenPoint;
import dev.tokenlake.pricing.scenario.Scenario;
import dev.tokenlake.pricing.scenario.ScenarioCalculator;
import dev.tokenlake.pricing.scenario.ScenarioResult;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prices the calls of a session under every scenario and adds them up by day. */
final class ScenarioTally {
  private final ScenarioCalculator calculator;
  private final List<Scenario> scenarios;
  private final ReportingCalendar calendar;

  /**
   * @param scenarios the first is the calls as they were made
   */
  ScenarioTally(
      ScenarioCalculator calculator, List<Scenario> scenarios, ReportingCalendar calendar) {
    this.calculator = calculator;
    this.scenarios = List.copyOf(scenarios);
    this.calendar = calendar;
  }

  /** One row for each day with a call and each scenario. */
  List<ScenarioFact> of(String sessionId, List<PlacedCall> calls) {
    Map<Optional<LocalDate>, List<Sum>> days = new LinkedHashMap<>();
    for (PlacedCall placed : calls) {
      Optional<LocalDate> day = placed.response().at().map(calendar::day);
      List<Sum> sums = days.computeIfAbsent(day, ignored -> emptySums());
      Optional<BillableCall> call =
          placed.response().at().map(instant -> BillableCalls.of(placed, instant));
      if (call.isPresent()) {
        add(call.get(), sums);
      } else {
        sums.forEach(Sum::addUnpriced);
      }
    }
    List<ScenarioFact> rows = new ArrayList<>();
    days.forEach(
        (day, sums) -> {
          for (int i = 0; i < sums.size(); i++) {
            rows.add(sums.get(i).toFact(sessionId, day, i + 1));
          }
        });
    return rows;
  }

  private void add(BillableCall call, List<Sum> sums) {
    Optional<Priced> actual = price(scenarios.get(0), call);
    for (int i = 0; i < sums.size(); i++) {
      Optional<Priced> priced = i == 0 ? actual : price(scenarios.get(i), call);
      if (priced.isPresent()) {
        sums.get(i).add(priced.get(), actual);
      } else {
        sums.get(i).addUnpriced();
      }
    }
  }

  private Optional<Priced> price(Scenario scenario, BillableCall call) {
    return calculator.price(scenario, call) instanceof ScenarioResult.Ranged ranged
        ? Optional.of(
            new Priced(ranged.range().low().total(), ranged.range().high().total(), ranged.open()))
        : Optional.empty();
  }

  private List<Sum> emptySums() {
    return scenarios.stream().map(scenario -> new Sum()).toList();
  }

  /** Totals of one call. */
  private record Priced(BigDecimal low, BigDecimal high, Set<OpenPoint> open) {}

  /** Grows with the calls of one day. */
  private static final class Sum {
    private long responses;
    private long unpriced;
    private BigDecimal low = BigDecimal.ZERO;
    private BigDecimal high = BigDecimal.ZERO;
    private long compared;
    private BigDecimal comparedLow = BigDecimal.ZERO;
    private BigDecimal comparedHigh = BigDecimal.ZERO;
    private BigDecimal actualLow = BigDecimal.ZERO;
    private BigDecimal actualHigh = BigDecimal.ZERO;
    private final Map<OpenPoint, Long> open = new EnumMap<>(OpenPoint.class);

    void addUnpriced() {
      responses++;
      unpriced++;
    }

    void add(Priced call, Optional<Priced> actual) {
      responses++;
      low = low.add(call.low());
      high = high.add(call.high());
      call.open().forEach(point -> open.merge(point, 1L, Long::sum));
      if (actual.isPresent()) {
        compared++;
        comparedLow = comparedLow.add(call.low());
        comparedHigh = comparedHigh.add(call.high());
        actualLow = actualLow.add(actual.get().low());
        actualHigh = actualHigh.add(actual.get().high());
      }
    }

    ScenarioFact toFact(String sessionId, Optional<LocalDate> day, int position) {
      return new ScenarioFact(
          sessionId,
          day,
          position,
          responses,
          unpriced,
          low,
          high,
          compared,
          comparedLow,
          comparedHigh,
          actualLow,
          actualHigh,
          open.getOrDefault(OpenPoint.CACHE_LIFETIME, 0L),
          open.getOrDefault(OpenPoint.GEOGRAPHY, 0L),
          open.getOrDefault(OpenPoint.OUTPUT_NOT_FINAL, 0L),
          open.getOrDefault(OpenPoint.HIGH_UNKNOWN, 0L));
    }
  }
}
