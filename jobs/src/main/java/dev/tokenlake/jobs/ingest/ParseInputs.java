package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.facts.FactKind;
import dev.tokenlake.jobs.facts.FactOrigin;
import dev.tokenlake.jobs.facts.InputFact;
import dev.tokenlake.jobs.ledger.Content;
import dev.tokenlake.jobs.ledger.MarkText;
import dev.tokenlake.jobs.ledger.Observation;
import dev.tokenlake.jobs.ledger.PlannedInput;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.count.FileCollector;
import dev.tokenlake.parsing.count.FileFacts;
import dev.tokenlake.parsing.count.FileMark;
import dev.tokenlake.parsing.read.LogReader;
import dev.tokenlake.parsing.read.LogReading;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.TaskCompletionListener;

/** Reads the inputs of a task, one after the other, into rows of facts. */
final class ParseInputs implements FlatMapFunction<Iterator<InputPacker.Bin>, Row> {
  private static final long serialVersionUID = 1L;

  private static final Observation UNREAD = new Observation(Optional.empty(), Optional.empty());

  private final RecordCodec<Fact> codec;
  private final LongAccumulator bytesRead;

  /**
   * @param bytesRead told the size of each input when it is done, for the display of progress only
   */
  ParseInputs(RecordCodec<Fact> codec, LongAccumulator bytesRead) {
    this.codec = codec;
    this.bytesRead = bytesRead;
  }

  @Override
  public Iterator<Row> call(Iterator<InputPacker.Bin> bins) {
    Rows rows = new Rows(bins);
    // A task can end before all its rows were asked for.
    Optional.ofNullable(TaskContext.get())
        .ifPresent(
            task -> task.addTaskCompletionListener((TaskCompletionListener) ended -> rows.close()));
    return rows;
  }

  /**
   * An input that is being read from its start.
   *
   * @param origin of its facts
   */
  private record WholeRead(
      PlannedInput planned, FactOrigin origin, Observation.Before before, LogReading reading) {}

  /** Holds the facts of one log at a time. */
  private final class Rows implements Iterator<Row>, AutoCloseable {
    private final Iterator<InputPacker.Bin> bins;
    private final ArrayDeque<Fact> ready = new ArrayDeque<>();
    private final LogReader reader = new LogReader();
    private final List<FileMark> marks = new ArrayList<>();
    private Iterator<PlannedInput> inputs = java.util.Collections.emptyIterator();
    private Optional<WholeRead> current = Optional.empty();

    Rows(Iterator<InputPacker.Bin> bins) {
      this.bins = bins;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty()) {
        if (current.isPresent()) {
          goOn(current.get());
        } else if (inputs.hasNext()) {
          begin(inputs.next());
        } else if (bins.hasNext()) {
          inputs = bins.next().inputs().iterator();
        } else {
          return false;
        }
      }
      return true;
    }

    private void begin(PlannedInput planned) {
      marks.clear();
      // An input whose beginning has changed since it was planned is read from the start.
      if (planned.mark().isPresent() && readOn(planned, planned.mark().get())) {
        bytesRead.add(planned.bytes());
      } else {
        FactOrigin origin = origin(planned, planned.lastEpoch() + 1);
        Observation.Before before = Observation.before(planned.input());
        LogReading reading =
            reader.begin(
                planned.input(),
                new FileCollector(collect(planned, origin)).foundFirst(planned::foundFirst));
        current = Optional.of(new WholeRead(planned, origin, before, reading));
      }
    }

    private void goOn(WholeRead read) {
      if (read.reading().next()) {
        return;
      }
      current = Optional.empty();
      Observation observed = read.before().after();
      if (read.reading().isOpened()) {
        tell(read.origin(), observed, false);
      } else {
        tellUnread(read.planned());
      }
      bytesRead.add(read.planned().bytes());
    }

    @Override
    public void close() {
      current.ifPresent(read -> read.reading().close());
    }

    private boolean readOn(PlannedInput planned, FileMark mark) {
      FactOrigin origin = origin(planned, planned.epoch());
      boolean[] begun = {false};
      Observation observed =
          Observation.around(
              planned.input(),
              () ->
                  begun[0] =
                      reader.readOn(
                          planned.input(),
                          mark.read(),
                          FileCollector.behind(mark, collect(planned, origin))
                              .foundFirst(planned::foundFirst)));
      if (begun[0]) {
        tell(origin, observed, true);
      }
      return begun[0];
    }

    /**
     * What was read of it before stands, and a refusal beside that. One that is gone by now is
     * missed by the next night.
     */
    private void tellUnread(PlannedInput planned) {
      List<Fact> refusal = List.copyOf(ready);
      ready.clear();
      if (!Files.exists(planned.input().path())) {
        return;
      }
      FactOrigin origin = origin(planned, Math.max(1, planned.lastEpoch()));
      refusal.stream()
          .filter(fact -> !planned.isKnown() || fact.kind() == FactKind.REJECT)
          .map(fact -> fact.from(origin))
          .forEach(ready::add);
      tell(origin, UNREAD, false);
    }

    private Consumer<FileFacts> collect(PlannedInput planned, FactOrigin origin) {
      return file -> {
        Fact.of(file, origin.in(planned.member(file.file()))).forEach(ready::add);
        file.mark().ifPresent(marks::add);
      };
    }

    private void tell(FactOrigin origin, Observation observed, boolean readOn) {
      Optional<String> mark =
          observed.content().isPresent() && marks.size() == 1
              ? Optional.of(MarkText.of(marks.get(0)))
              : Optional.empty();
      InputFact input =
          new InputFact(observed.look(), observed.content().map(Content::crc32c), mark, readOn);
      ready.add(Fact.of(input, origin));
    }

    private static FactOrigin origin(PlannedInput planned, int epoch) {
      return FactOrigin.of(planned.name().source(), planned.name().input(), epoch);
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return codec.toRow(ready.remove());
    }
  }
}
