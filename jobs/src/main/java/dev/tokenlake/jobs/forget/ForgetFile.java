package dev.tokenlake.jobs.forget;

import dev.tokenlake.jobs.place.Place;
import dev.tokenlake.jobs.store.ParquetFiles;
import dev.tokenlake.jobs.store.ParquetRows;
import dev.tokenlake.jobs.store.ParquetSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A {@link ForgetBook} as a Parquet file: a first row of what concerns all rules, then one for each
 * project and each path that its name stands for.
 */
public final class ForgetFile {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message forget {
            optional binary before (STRING);
            optional binary zone (STRING);
            optional int64 rewritten_at;
            optional int64 settled;
            optional binary project (STRING);
            optional binary path (STRING);
          }
          """);

  private ForgetFile() {}

  /** Writes a book. */
  public static void write(Place file, ForgetBook book) {
    List<List<Optional<Object>>> rows = new ArrayList<>();
    rows.add(
        List.of(
            book.before().map(LocalDate::toString),
            Optional.of(book.zone()),
            Optional.of(book.cleanSince()),
            Optional.of(book.settled() ? 1L : 0L),
            Optional.empty(),
            Optional.empty()));
    for (ForgottenProject project : book.projects()) {
      rows.add(row(project, Optional.empty()));
      project.paths().forEach(path -> rows.add(row(project, Optional.of(path))));
    }
    ParquetSink.write(file, SCHEMA, Map.of(), rows.iterator());
  }

  /** The book that a lake's file holds; an empty one when there is none. */
  public static ForgetBook read(List<Place> files) {
    if (files.isEmpty()) {
      return ForgetBook.EMPTY;
    }
    ParquetRows read;
    try {
      read = ParquetFiles.read(files);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read what is forgotten", e);
    }
    Map<String, TreeSet<String>> projects = new LinkedHashMap<>();
    for (List<Optional<Object>> row : read.rows()) {
      text(row.get(4))
          .map(said -> projects.computeIfAbsent(said, s -> new TreeSet<>()))
          .ifPresent(paths -> text(row.get(5)).ifPresent(paths::add));
    }
    List<Optional<Object>> head = read.rows().get(0);
    return new ForgetBook(
        text(head.get(0)).map(LocalDate::parse),
        text(head.get(1)).orElse(""),
        projects.entrySet().stream()
            .map(project -> new ForgottenProject(project.getKey(), project.getValue()))
            .toList(),
        (Long) head.get(2).orElseThrow(),
        head.get(3).orElseThrow().equals(1L));
  }

  private static List<Optional<Object>> row(ForgottenProject project, Optional<String> path) {
    return List.of(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(project.said()),
        path.map(Object.class::cast));
  }

  private static Optional<String> text(Optional<Object> cell) {
    return cell.map(String.class::cast);
  }
}
