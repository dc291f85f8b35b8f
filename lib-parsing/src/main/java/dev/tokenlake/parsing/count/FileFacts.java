package dev.tokenlake.parsing.count;

import dev.tokenlake.parsing.discover.LogFile;
import dev.tokenlake.parsing.read.FileOutcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that one file says, merged within the file but not yet with others.
 *
 * @param transcript what it is a copy of; absent for an agent's file that does not say yet to which
 *     session it belongs
 * @param responses by key, each once
 * @param told what every line said of each response, in the order of the responses
 * @param prompts typed prompts and commands, each once
 * @param compactions each once
 * @param events each once
 * @param spans one per session in the file
 * @param rejects refused lines in order, and beyond the first thousand summed up by reason
 * @param mark where to read on when the file has grown; absent when it has to be read from its
 *     start then
 */
public record FileFacts(
    LogFile file,
    FileOutcome outcome,
    Optional<Transcript> transcript,
    List<Response> responses,
    List<ToldLines> told,
    List<Prompt> prompts,
    List<Compaction> compactions,
    List<SessionEvent> events,
    List<SessionSpan> spans,
    List<RefusedLines> rejects,
    Optional<FileMark> mark) {

  public FileFacts {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(transcript, "transcript");
    responses = List.copyOf(responses);
    told = List.copyOf(told);
    prompts = List.copyOf(prompts);
    compactions = List.copyOf(compactions);
    events = List.copyOf(events);
    spans = List.copyOf(spans);
    rejects = List.copyOf(rejects);
    Objects.requireNonNull(mark, "mark");
  }
}
