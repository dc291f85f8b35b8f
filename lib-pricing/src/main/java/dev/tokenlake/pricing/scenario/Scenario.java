package dev.tokenlake.pricing.scenario;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One assumption about how calls could have been made or billed. */
public sealed interface Scenario {

  /** Context tokens at which the capped scenario cuts unless told otherwise. */
  long DEFAULT_CAP = 160_000;

  /** Share of input the cut scenario takes away unless told otherwise. */
  BigDecimal DEFAULT_CUT = new BigDecimal("0.4");

  /** Stable name for tables, lower case with underscores. */
  String name();

  /** The assumption in words, complete enough to stand beside the figure. */
  String assumption();

  /** The scenarios that need no choice of the user. */
  static List<Scenario> standard() {
    return List.of(
        new Actual(),
        new NoCaching(),
        new AllWrites5m(),
        new AllWrites1h(),
        new ContextCapped(DEFAULT_CAP),
        new InputCut(DEFAULT_CUT));
  }

  /** Calls as they were made. */
  record Actual() implements Scenario {
    @Override
    public String name() {
      return "actual";
    }

    @Override
    public String assumption() {
      return "Calls as logged, at the prices in force when they were made.";
    }
  }

  /** Writes and reads become fresh input; the context of each request stays what it was. */
  record NoCaching() implements Scenario {
    @Override
    public String name() {
      return "no_caching";
    }

    @Override
    public String assumption() {
      return "No prompt caching: every cache write and cache read is paid as fresh input."
          + " Nobody changes how they work.";
    }
  }

  /** All cache writes at the five-minute rate. */
  record AllWrites5m() implements Scenario {
    @Override
    public String name() {
      return "all_writes_5m";
    }

    @Override
    public String assumption() {
      return "All cache writes live five minutes. Reads stay as logged, although some of them would"
          + " have missed.";
    }
  }

  /** All cache writes at the one-hour rate. */
  record AllWrites1h() implements Scenario {
    @Override
    public String name() {
      return "all_writes_1h";
    }

    @Override
    public String assumption() {
      return "All cache writes live one hour. Writes stay as logged, although some of them would have"
          + " been reads.";
    }
  }

  /**
   * No request carries more than {@code tokens} of context.
   *
   * <p>For each request, with context c = input + writes + reads, e = max(0, c - tokens) is taken
   * away: first from cache reads, what is then left of e from five-minute writes, then from
   * one-hour writes, then from input. Output is unchanged. Whether the request pays the
   * long-context card is decided on the context that is left. A request at or below the cap costs
   * what it did.
   *
   * @param tokens the cap, above 0
   */
  record ContextCapped(long tokens) implements Scenario {
    public ContextCapped {
      if (tokens <= 0) {
        throw new IllegalArgumentException("Context cap is not positive: " + tokens);
      }
    }

    @Override
    public String name() {
      return "context_capped_" + tokens;
    }

    @Override
    public String assumption() {
      return "No request carries more than %d tokens of context; what is above is taken from cache"
              .formatted(tokens)
          + " reads first, then from writes, then from input. Output is unchanged, and the"
          + " compactions this needs are not counted.";
    }
  }

  /**
   * Every agent is given less.
   *
   * <p>In each request, input, writes and reads each keep ceil(tokens x (1 - share)) tokens; output
   * is unchanged. Rounding up to whole tokens keeps the saving from being overstated. Whether the
   * request pays the long-context card is decided on the context that is left.
   *
   * @param share share taken away, from 0 to 1
   */
  record InputCut(BigDecimal share) implements Scenario {
    public InputCut {
      if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "Share to cut is not within 0 and 1: " + share.toPlainString());
      }
    }

    @Override
    public String name() {
      return "input_cut_" + percent();
    }

    @Override
    public String assumption() {
      return "Each agent is given %s %% less input: fresh input, cache writes and cache reads alike."
              .formatted(percent())
          + " Output is unchanged.";
    }

    private String percent() {
      return share.movePointRight(2).stripTrailingZeros().toPlainString();
    }
  }

  /**
   * Another model does the same work with the same tokens, at its standard speed.
   *
   * @param model id in any spelling the match policy or an alias knows
   * @param pricesOf day whose prices count, midnight UTC; empty for the day of each call, on which
   *     the model may not have been for sale yet
   */
  record OtherModel(String model, Optional<LocalDate> pricesOf) implements Scenario {
    public OtherModel {
      Objects.requireNonNull(pricesOf, "pricesOf");
      if (model.isBlank()) {
        throw new IllegalArgumentException("Blank model id");
      }
    }

    @Override
    public String name() {
      return "model_" + model + pricesOf.map(day -> "_at_" + day).orElse("");
    }

    @Override
    public String assumption() {
      return "Every call goes to %s with the same tokens, at its standard speed and the prices of %s."
              .formatted(model, pricesOf.map(LocalDate::toString).orElse("the day of the call"))
          + " Another model's tokenizer and needs may differ.";
    }
  }

  /**
   * The same calls at the prices of one day. Rules that depend on the date, such as free refusals
   * and discounts, are those of that day as well.
   *
   * @param day midnight UTC of it counts
   */
  record PricesOf(LocalDate day) implements Scenario {
    public PricesOf {
      Objects.requireNonNull(day, "day");
    }

    @Override
    public String name() {
      return "prices_of_" + day;
    }

    @Override
    public String assumption() {
      return "Calls as logged, at the prices of %s.".formatted(day);
    }
  }
}
