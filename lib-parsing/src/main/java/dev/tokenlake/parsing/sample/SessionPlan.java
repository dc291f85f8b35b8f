package dev.tokenlake.parsing.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What is decided about a session before a line of it is written. Depends on the spec and the
 * session's number alone, so sessions can be made in any order.
 *
 * @param number from 0, in order of time
 * @param kind what is particular about it
 * @param start of the session, and the instant nothing of it passes, in milliseconds since 1970
 * @param budget bytes after which it comes to its end
 * @param hourCache whether the main thread's cache lives for an hour
 * @param bedrock whether its requests went through Amazon Bedrock
 */
record SessionPlan(
    SampleSpec spec,
    int number,
    Kind kind,
    String sessionId,
    Workplace place,
    ClientVersion version,
    String model,
    long start,
    long limit,
    long budget,
    boolean hourCache,
    boolean bedrock) {

  private static final long PURPOSE = 1;
  private static final double MOSTLY_SMALL = 1.2;
  private static final long LARGEST = 40;
  private static final long OVERRUN = 10_000;

  /** What is particular about a session. The first few show one each, in this order. */
  enum Kind {
    PLAIN(66),
    /** Begins with a copy of the session before it. */
    FORK(3),
    /** A person has it compacted after the first prompt. */
    COMPACTED(2),
    /** Has agents at work from the first prompt on. */
    WITH_AGENTS(16),
    /** Idle for longer than any cache lives. */
    LEFT_ALONE(4),
    /** Requests fail and are tried again, the last one in vain. */
    FAILING(4),
    /** No model was reached. */
    EMPTY(5);

    private static final int SHOWN_IN_TURN = 3;

    private final int percent;

    Kind(int percent) {
      this.percent = percent;
    }

    private static Kind of(int number, Dice dice) {
      int drawn = dice.below(100);
      if (number < values().length * SHOWN_IN_TURN) {
        return values()[number % values().length];
      }
      for (Kind kind : values()) {
        drawn -= kind.percent;
        if (drawn < 0) {
          return kind;
        }
      }
      throw new IllegalStateException("Shares of the kinds of session do not add up to 100");
    }
  }

  static SessionPlan of(SampleSpec spec, int number) {
    Dice dice = Dice.of(spec.seed(), PURPOSE, number);
    Kind kind = Kind.of(number, dice);
    LocalDate day = day(spec, number);
    long midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    long minute = dice.chance(0.02) ? dice.between(1420, 1430) : dice.between(420, 1200);
    Instant limit = spec.to().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    double budget = dice.skewed(meanBudget(spec), MOSTLY_SMALL);
    boolean bedrock = dice.chance(0.02);
    return new SessionPlan(
        spec,
        number,
        kind,
        new Ids(dice).uuid(),
        place(spec, number, kind, dice),
        ClientVersion.at(number, spec.sessions(), dice),
        Models.main(day, dice),
        midnight + minute * 60_000 + dice.below(60_000),
        limit.toEpochMilli() - 1,
        Math.min((long) budget, LARGEST * spec.meanBytes()),
        !bedrock && dice.chance(0.6),
        bedrock);
  }

  /** A branch stays where the session before it is. */
  private static Workplace place(SampleSpec spec, int number, Kind kind, Dice dice) {
    Workplace own = Workplace.forSession(number, dice);
    return kind == Kind.FORK && number > 0 ? of(spec, number - 1).place() : own;
  }

  /** Sessions end when the budget is spent, hence somewhat above it. */
  private static double meanBudget(SampleSpec spec) {
    return (double) Math.max(spec.meanBytes() - OVERRUN, spec.meanBytes() / 4);
  }

  /** The session this one begins with a copy of. */
  Optional<SessionPlan> parent() {
    if (kind != Kind.FORK || number == 0) {
      return Optional.empty();
    }
    return Optional.of(of(spec, number - 1))
        .filter(before -> before.kind() != Kind.FORK && before.kind() != Kind.EMPTY);
  }

  LocalDate day() {
    return LocalDate.ofInstant(Instant.ofEpochMilli(start), ZoneOffset.UTC);
  }

  /** Dice for what happens in the session. */
  Dice dice() {
    return Dice.of(spec.seed(), PURPOSE + 1, number);
  }

  /** Spreads the sessions over the days, fewer on weekends; the last is on the last day. */
  private static LocalDate day(SampleSpec spec, int number) {
    if (number == spec.sessions() - 1) {
      return spec.to();
    }
    long all = 0;
    for (LocalDate day = spec.from(); !day.isAfter(spec.to()); day = day.plusDays(1)) {
      all += weight(day);
    }
    long left = number * all / spec.sessions();
    LocalDate day = spec.from();
    while (left >= weight(day)) {
      left -= weight(day);
      day = day.plusDays(1);
    }
    return day;
  }

  private static int weight(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> 4;
      case SUNDAY -> 3;
      default -> 10;
    };
  }
}
