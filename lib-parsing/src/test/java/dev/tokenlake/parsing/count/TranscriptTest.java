package dev.tokenlake.parsing.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.discover.FileKind;
import dev.tokenlake.parsing.discover.LogFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final String SESSION = "11111111-1111-4111-8111-111111111111";

  @Test
  void copiesOfASessionsFileAreOneTranscriptWhereverTheyStand() {
    assertThat(key("laptop", "projects/p/" + SESSION + ".jsonl", SESSION)).isEqualTo(SESSION);
    assertThat(key("backup", "old/" + SESSION + ".jsonl.gz", "another")).isEqualTo(SESSION);
  }

  @Test
  void anAgentsFileIsATranscriptOfItsSessionAndAgent() {
    assertThat(key("laptop", "projects/p/agent-a1.jsonl", SESSION)).isEqualTo(SESSION + "/a1");
    assertThat(key("laptop", "p/%s/subagents/agent-a1.jsonl".formatted(SESSION), SESSION))
        .isEqualTo(SESSION + "/a1");
  }

  @Test
  void aFileOfAnyOtherNameIsATranscriptOfItsOwn() {
    assertThat(key("laptop", "p/full.jsonl", SESSION)).isEqualTo("laptop:p/full.jsonl");
    assertThat(key("desktop", "p/full.jsonl", SESSION)).isEqualTo("desktop:p/full.jsonl");
  }

  private static String key(String source, String name, String firstSession) {
    return Transcript.of(
            new LogFile(source, name, FileKind.of(name)), Optional.empty(), firstSession)
        .key();
  }
}
