package dev.tokenlake.jobs.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.Statistics;
import org.apache.parquet.filter2.predicate.UserDefinedPredicate;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows whose value of a text column is one of some. In files that are sorted by the column, pages
 * that hold none of the values are not read. Parquet's own list of values would leave out only what
 * lies before its first or after its last one.
 */
final class OneOf {
  private final String column;
  private final Collection<String> values;

  /**
   * @param column of text
   */
  OneOf(String column, Collection<String> values) {
    this.column = column;
    this.values = values;
  }

  /**
   * A reader of the same files that leaves out pages; what it reads still has to be {@link #of
   * filtered}. The session must not push filters down itself, which would take the place of this
   * one.
   */
  DataFrameReader reading(DataFrameReader reader) {
    Configuration filter = new Configuration(false);
    ParquetInputFormat.setFilterPredicate(
        filter,
        FilterApi.userDefined(FilterApi.binaryColumn(column), new PageFilter(sorted(values))));
    Map<String, String> options = new HashMap<>();
    filter.forEach(option -> options.put(option.getKey(), option.getValue()));
    return reader.options(options);
  }

  /** Those of the rows that have one of the values. */
  Dataset<Row> of(Dataset<Row> rows) {
    return rows.where(functions.col(column).isInCollection(values));
  }

  private static byte[][] sorted(Collection<String> values) {
    return values.stream()
        .map(value -> Binary.fromString(value).getBytes())
        .sorted(Arrays::compareUnsigned)
        .toArray(byte[][]::new);
  }

  /** Parquet orders text by its bytes, without a sign. */
  private static final class PageFilter extends UserDefinedPredicate<Binary>
      implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[][] sorted;

    PageFilter(byte[][] sorted) {
      this.sorted = sorted;
    }

    @Override
    public boolean acceptsNullValue() {
      return false;
    }

    @Override
    public boolean keep(Binary value) {
      return find(value) >= 0;
    }

    @Override
    public boolean canDrop(Statistics<Binary> page) {
      int found = find(page.getMin());
      int next = -found - 1;
      return found < 0
          && (next == sorted.length
              || Arrays.compareUnsigned(sorted[next], page.getMax().getBytes()) > 0);
    }

    /** Nothing asks for rows that have none of the values. */
    @Override
    public boolean inverseCanDrop(Statistics<Binary> page) {
      return false;
    }

    private int find(Binary value) {
      return Arrays.binarySearch(sorted, value.getBytes(), Arrays::compareUnsigned);
    }
  }
}
