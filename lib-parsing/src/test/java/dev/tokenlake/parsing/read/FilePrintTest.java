package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePrintTest {
  private static final int LENGTH = 5 * FilePrint.WINDOW;

  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file"), bytes);
  }

  private static byte[] noise() {
    byte[] bytes = new byte[LENGTH];
    new Random(3).nextBytes(bytes);
    return bytes;
  }

  @Test
  void hashesAreThoseOfBothEnds() throws IOException {
    FilePrint print = FilePrint.of(file("abc".getBytes(StandardCharsets.UTF_8)), 3);
    // printf abc | sha256sum
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(print).isEqualTo(new FilePrint(3, abc, abc));
    // printf ab | sha256sum
    String ab = "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603";
    assertThat(FilePrint.of(folder.resolve("file"), 2)).isEqualTo(new FilePrint(2, ab, ab));
  }

  @Test
  void whatIsAppendedChangesNothing() throws IOException {
    Path file = file(noise());
    FilePrint print = FilePrint.of(file, LENGTH - 10);
    Files.write(file, new byte[1000], StandardOpenOption.APPEND);
    assertThat(print.stillBegins(file)).isTrue();
    assertThat(print.head()).isNotEqualTo(print.tail());
  }

  @Test
  void everyByteOfBothEndsCountsAndNoneBetween() throws IOException {
    byte[] bytes = noise();
    Path file = file(bytes);
    FilePrint print = FilePrint.of(file, LENGTH);
    int[] seen = {0, FilePrint.WINDOW - 1, LENGTH - FilePrint.WINDOW, LENGTH - 1};
    for (int at : seen) {
      bytes[at] ^= 1;
      assertThat(print.stillBegins(file(bytes))).as("byte %d", at).isFalse();
      bytes[at] ^= 1;
    }
    bytes[FilePrint.WINDOW] ^= 1;
    bytes[LENGTH - FilePrint.WINDOW - 1] ^= 1;
    assertThat(print.stillBegins(file(bytes))).isTrue();
  }

  @Test
  void shorterOrMissingFileIsAnotherOne() throws IOException {
    Path file = file(new byte[100]);
    FilePrint print = FilePrint.of(file, 100);
    assertThat(print.stillBegins(file(new byte[99]))).isFalse();
    assertThatThrownBy(() -> FilePrint.of(file, 100)).isInstanceOf(EOFException.class);
    Files.delete(file);
    assertThatThrownBy(() -> print.stillBegins(file)).isInstanceOf(IOException.class);
    Files.createDirectory(file);
    assertThatThrownBy(() -> print.stillBegins(file))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NoSuchFileException.class);
  }

  @Test
  void emptyBeginningIsThatOfEveryFile() throws IOException {
    FilePrint print = FilePrint.of(file(new byte[0]), 0);
    assertThat(print.stillBegins(file(noise()))).isTrue();
  }

  @Test
  void printOfNoHashIsRefused() {
    assertThatThrownBy(() -> new FilePrint(1, "x", "y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid print of 1 bytes");
  }
}
