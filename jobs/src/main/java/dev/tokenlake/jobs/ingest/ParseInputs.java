package dev.tokenlake.jobs.ingest;

import dev.tokenlake.jobs.facts.Fact;
import dev.tokenlake.jobs.spark.RecordCodec;
import dev.tokenlake.parsing.count.FileCollector;
import dev.tokenlake.parsing.discover.LogInput;
import dev.tokenlake.parsing.read.LogReader;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** Reads the inputs of a task, one after the other, into rows of facts. */
final class ParseInputs implements FlatMapFunction<Iterator<InputPacker.Bin>, Row> {
  private static final long serialVersionUID = 1L;

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
    return new Rows(bins);
  }

  /** Holds the rows of one input at a time. */
  private final class Rows implements Iterator<Row> {
    private final Iterator<InputPacker.Bin> bins;
    private final ArrayDeque<Row> ready = new ArrayDeque<>();
    private final LogReader reader = new LogReader();
    private final FileCollector collector =
        new FileCollector(file -> Fact.of(file).map(codec::toRow).forEach(ready::add));
    private Iterator<LogInput> inputs = java.util.Collections.emptyIterator();

    Rows(Iterator<InputPacker.Bin> bins) {
      this.bins = bins;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty()) {
        if (inputs.hasNext()) {
          LogInput input = inputs.next();
          reader.read(input, collector);
          bytesRead.add(input.size());
        } else if (bins.hasNext()) {
          inputs = bins.next().inputs().iterator();
        } else {
          return false;
        }
      }
      return true;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
