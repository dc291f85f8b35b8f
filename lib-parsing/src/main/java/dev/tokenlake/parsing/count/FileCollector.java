package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.discover.Packing;
import dev.tokenlake.parsing.entry.CompactionEntry;
import dev.tokenlake.parsing.entry.Envelope;
import dev.tokenlake.parsing.entry.LogEntry;
import dev.tokenlake.parsing.entry.PromptKind;
import dev.tokenlake.parsing.entry.ResponseEntry;
import dev.tokenlake.parsing.entry.UserEntry;
import dev.tokenlake.parsing.entry.WorktreeEntry;
import dev.tokenlake.parsing.read.EntrySink;
import dev.tokenlake.parsing.read.FileOutcome;
import dev.tokenlake.parsing.read.ReadMark;
import dev.tokenlake.parsing.read.Reject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Turns the entries of a file into its {@link FileFacts}, merging within the file as it goes, so
 * that memory grows with the responses of a file and not with its lines.
 */
public final class FileCollector implements EntrySink {
  private final Consumer<FileFacts> done;
  private final Optional<FileMark> behind;
  private final UnaryOperator<LogFile> first;
  private final Map<String, Response> responses = new LinkedHashMap<>();
  private final Map<String, ToldLines> told = new LinkedHashMap<>();
  private final Map<String, Prompt> prompts = new LinkedHashMap<>();
  private final Map<String, Compaction> compactions = new LinkedHashMap<>();
  private final Map<String, SessionEvent> events = new LinkedHashMap<>();
  private final Map<String, SpanBuilder> spans = new LinkedHashMap<>();
  private RefusedLinesBuilder refused = new RefusedLinesBuilder();
  private Optional<LogFile> current = Optional.empty();
  private Optional<LogFile> known = Optional.empty();
  private Optional<Instant> fileStart = Optional.empty();
  private Optional<FileMark> mark = Optional.empty();
  private String inheritedSession = "";

  /**
   * A collector of files that are read from their start.
   *
   * @param done takes the facts of each file when it ends
   */
  public FileCollector(Consumer<FileFacts> done) {
    this(done, Optional.empty(), UnaryOperator.identity());
  }

  private FileCollector(
      Consumer<FileFacts> done, Optional<FileMark> behind, UnaryOperator<LogFile> first) {
    this.done = Objects.requireNonNull(done, "done");
    this.behind = behind;
    this.first = Objects.requireNonNull(first, "first");
  }

  /**
   * The same for files that were moved: what has no id of its own is known by the place where it
   * was found first, so that it stays the same wherever its file lies.
   *
   * @param place gives a file the source and name it had then
   */
  public FileCollector foundFirst(UnaryOperator<LogFile> place) {
    return new FileCollector(done, behind, place);
  }

  /**
   * A collector for the rest of one file, see {@code LogReader.readOn}. Its facts are those of the
   * rest alone, as parts of the whole.
   *
   * @param done takes the facts when the file ends
   */
  public static FileCollector behind(FileMark mark, Consumer<FileFacts> done) {
    return new FileCollector(done, Optional.of(mark), UnaryOperator.identity());
  }

  @Override
  public void begin(LogFile file) {
    responses.clear();
    told.clear();
    prompts.clear();
    compactions.clear();
    events.clear();
    spans.clear();
    refused = new RefusedLinesBuilder();
    current = Optional.of(file);
    known = Optional.of(first.apply(file));
    mark = Optional.empty();
    fileStart = behind.flatMap(FileMark::fileStart);
    inheritedSession = behind.map(FileMark::lastSession).orElse(known().stem());
  }

  @Override
  public void accept(LogEntry entry) {
    see(entry.envelope());
    if (entry instanceof ResponseEntry response) {
      take(response);
    } else if (entry instanceof UserEntry user) {
      take(user);
    } else if (entry instanceof CompactionEntry compaction) {
      take(compaction);
    } else if (entry instanceof WorktreeEntry worktree) {
      span(worktree.envelope()).worktree(worktree);
    } else if (entry instanceof dev.tokenlake.parsing.entry.ApiErrorEntry error) {
      event(EventKind.API_ERROR, error.envelope(), false);
    } else if (entry instanceof dev.tokenlake.parsing.entry.FallbackEntry fallback) {
      event(EventKind.FALLBACK, fallback.envelope(), false);
    }
  }

  @Override
  public void sessionSeen(Envelope envelope) {
    see(envelope);
  }

  @Override
  public void refuse(Reject reject) {
    refused.add(reject);
  }

  @Override
  public boolean wantsMarks() {
    return true;
  }

  @Override
  public void mark(ReadMark read) {
    if (isHomeKnown()) {
      TreeSet<String> started = new TreeSet<>();
      behind.map(FileMark::started).ifPresent(started::addAll);
      spans.forEach(
          (session, span) -> {
            if (span.isStarted()) {
              started.add(session);
            }
          });
      mark = Optional.of(new FileMark(read, fileStart, inheritedSession, homeSession(), started));
    }
  }

  /** Whether no later line can change which session the transcript belongs to. */
  private boolean isHomeKnown() {
    return behind.isPresent()
        || spans.containsKey(known().stem())
        || (file().agentId().isPresent() && !spans.isEmpty());
  }

  @Override
  public void end(FileOutcome outcome) {
    done.accept(
        new FileFacts(
            file(),
            outcome,
            transcript(outcome),
            List.copyOf(responses.values()),
            List.copyOf(told.values()),
            List.copyOf(prompts.values()),
            List.copyOf(compactions.values()),
            List.copyOf(events.values()),
            spans.values().stream().map(SpanBuilder::build).toList(),
            refused.build(),
            mark));
    current = Optional.empty();
    known = Optional.empty();
  }

  /**
   * An agent's transcript is known by its session as well; when that is only told by a line still
   * to be written, a name made up now would be a second transcript then. A journal is none, nor is
   * a packed folder that could not be read.
   */
  private Optional<Transcript> transcript(FileOutcome outcome) {
    boolean isOne =
        file().kind() != FileKind.JOURNAL
            && Packing.of(file().name()).filter(Packing::holdsMany).isEmpty();
    return !isOne || (file().agentId().isPresent() && !isHomeKnown())
        ? Optional.empty()
        : Optional.of(Transcript.of(known(), outcome.firstTimestamp(), homeSession()));
  }

  private LogFile file() {
    return current.orElseThrow(() -> new IllegalStateException("No file was begun"));
  }

  /** The file where it was found first. */
  private LogFile known() {
    return known.orElseThrow(() -> new IllegalStateException("No file was begun"));
  }

  /** The session the file is named after, where it has a record of it, else its first. */
  private String homeSession() {
    if (behind.isPresent()) {
      return behind.get().homeSession();
    }
    String named = known().stem();
    return spans.containsKey(named) || spans.isEmpty() ? named : spans.keySet().iterator().next();
  }

  private void see(Envelope envelope) {
    if (fileStart.isEmpty()) {
      fileStart = envelope.timestamp();
    }
    envelope.sessionId().ifPresent(id -> inheritedSession = id);
    span(envelope).see(envelope);
  }

  private SpanBuilder span(Envelope envelope) {
    String session = envelope.sessionId().orElse(inheritedSession);
    return spans.computeIfAbsent(session, id -> new SpanBuilder(id, file(), isStarted(id)));
  }

  /** Whether the part of the file before says where a session began. */
  private boolean isStarted(String session) {
    return behind.filter(before -> before.started().contains(session)).isPresent();
  }

  private void take(ResponseEntry entry) {
    if (entry.synthetic()) {
      event(EventKind.SYNTHETIC_ERROR, entry.envelope(), entry.embedded());
      return;
    }
    if (entry.usage().isEmpty()) {
      event(EventKind.RESPONSE_WITHOUT_USAGE, entry.envelope(), entry.embedded());
      return;
    }
    Provenance provenance = Provenance.of(file(), fileStart, entry.envelope(), entry.embedded());
    Response response =
        new Response(
            ResponseKey.of(entry, known()),
            entry.envelope().timestamp(),
            1,
            Origin.of(provenance, entry.envelope(), inheritedSession),
            new Telling(
                provenance,
                entry.model(),
                entry.stopReason(),
                entry.refusalCategory(),
                entry.usage().get(),
                entry.loggedCostUsd()));
    responses.merge(response.key(), response, Response::merge);
    told.merge(response.key(), ToldLines.of(response.key(), entry, file()), ToldLines::merge);
  }

  private void take(UserEntry entry) {
    if (entry.kind() == PromptKind.INTERRUPTED) {
      event(EventKind.INTERRUPTED, entry.envelope(), false);
    } else if (entry.kind() == PromptKind.TYPED || entry.kind() == PromptKind.COMMAND) {
      Prompt prompt =
          new Prompt(
              recordKey(entry.envelope()),
              entry.envelope().timestamp(),
              entry.kind(),
              entry.promptSource(),
              origin(entry.envelope(), false));
      prompts.merge(prompt.key(), prompt, Prompt::merge);
    }
  }

  private void take(CompactionEntry entry) {
    Compaction compaction =
        new Compaction(
            recordKey(entry.envelope()),
            entry.envelope().timestamp(),
            entry.micro(),
            entry.trigger(),
            entry.preTokens(),
            entry.postTokens(),
            entry.tokensSaved(),
            origin(entry.envelope(), false));
    compactions.merge(compaction.key(), compaction, Compaction::merge);
  }

  private void event(EventKind kind, Envelope envelope, boolean embedded) {
    SessionEvent event =
        new SessionEvent(
            recordKey(envelope), envelope.timestamp(), kind, origin(envelope, embedded));
    events.merge(event.key(), event, SessionEvent::merge);
  }

  private Origin origin(Envelope envelope, boolean embedded) {
    return Origin.of(
        Provenance.of(file(), fileStart, envelope, embedded), envelope, inheritedSession);
  }

  private String recordKey(Envelope envelope) {
    return envelope
        .uuid()
        .orElseGet(() -> known().source() + ":" + known().name() + ":" + envelope.at().line());
  }
}
