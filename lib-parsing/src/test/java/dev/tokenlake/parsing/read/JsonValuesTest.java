package dev.tokenlake.parsing.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenlake.parsing.entry.UserEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Values that are JSON, values that are none, and strings that are none by the letter and are taken
 * all the same, each as the value of a key of a record: alone, and between good records, which
 * survive. {@link LineFixturesTest} has whole lines.
 */
class JsonValuesTest {
  private static final String GOOD = SampleLines.ASSISTANT;

  private static final List<String> NUMBERS =
      words(
          "0 -0 1 -1 7 10 -10 123456789 1.5 -1.5 0.1 -0.1 0.0 -0.0 0.000001 1e5 1E5 1e+5 1E+5 1e-5"
              + " 1E-5 0e0 0E0 0e+1 0e-1 1.0e10 -1.5e-10 123.456e78 9007199254740993"
              + " 18446744073709551616 1e400 -1e400 1e-400 100000000000000000000000000"
              + " 0.30000000000000004 20e1 1.7976931348623157e308 5e-324 1.00 -2E00 3e007");

  private static final List<String> NO_NUMBERS =
      words(
          "01 -01 00 -00 - + +1 +0 . .5 -.5 1. -1. 0. 1.e5 .e1 1e 1E 1e+ 1e- 1ee5 1e5.5 1e5e5 1.2.3"
              + " 1..2 0x1 0X1F 0b1 0o7 1_000 1,000 Infinity -Infinity +Infinity NaN -NaN inf 1a 1-"
              + " 1+1 --1 -+1 +-1 1d 1f 1L 1n 1.5.e2 -a a1 $1 1/2 1% 1e0x 0e 0e+ 0.e1 2.e-3 \u0661"
              + " \uFF11 -true 1true 1\"a\" 1[] 1{}");

  private static final List<String> STRINGS =
      List.of(
          "\"\"",
          "\" \"",
          "\"a\"",
          "\"abcdefg\"",
          "\"abcdefgh\"",
          "\"abcdefghi\"",
          "\"abcdefghijklmno\"",
          "\"abcdefghijklmnop\"",
          "\"abcdefghijklmnopq\"",
          "\"\\\"\"",
          "\"\\\\\"",
          "\"\\\\\\\\\"",
          "\"\\\\\\\"\"",
          "\"\\/\"",
          "\"\\b\\f\\n\\r\\t\"",
          "\"\\u0041\"",
          "\"\\u00e9\"",
          "\"\\u00E9\"",
          "\"\\ud834\\udd1e\"",
          "\"\\u0000\"",
          "\"\\u001f\"",
          "\"\\u2028\\u2029\"",
          "\"\\uffff\"",
          "\"\\ufeff\"",
          "\"\\\\u0041\"",
          "\"/\"",
          "\"'\"",
          "\"é\"",
          "\"€\"",
          "\"\uD834\uDD1E\"",
          "\"\u2028\"",
          "\"\u0085\"",
          "\"\u007F\"",
          "\"\uFEFF\"",
          "\"\uFFFD\"",
          "\"\uFFFF\"",
          "\"\uE000\"",
          "\"null\"",
          "\"{\"",
          "\"}\"",
          "\"[\"",
          "\"]\"",
          "\",\"",
          "\":\"",
          "\"//\"",
          "\"{\\\"type\\\":\\\"assistant\\\"}\"",
          "\"}{\"",
          "\"" + "x".repeat(70_000) + "\"",
          "\"" + "\\\\".repeat(5_000) + "\"",
          "\"" + "\\\"".repeat(5_000) + "\"",
          "\"" + "é".repeat(5_000) + "\"");

  private static final List<String> NO_STRINGS =
      List.of(
          "'a'",
          "`a`",
          "a",
          "a\"",
          "\"a",
          "\"a\\\"",
          "\"",
          "\"\"\"",
          "\"\\\"",
          "\"a\" \"b\"",
          "\"a\"b",
          "\\\"a\\\"",
          "\u201Ca\u201D",
          "\"a\"+\"b\"",
          "\"a\"1",
          "\"a\"[]",
          "\"a\"{}",
          "\"a\"true",
          "b\"a\"",
          "\"a\":",
          "\"a\":1",
          "\\u0022a\\u0022",
          "\"a\"\\");

  private static final List<String> ARRAYS =
      List.of(
          "[]",
          "[ ]",
          "[\t\r ]",
          "[[]]",
          "[[],[]]",
          "[[[[[[[[]]]]]]]]",
          "[1]",
          "[ 1 ]",
          "[1,2]",
          "[1 , 2]",
          "[1,[2,[3,[4]]]]",
          "[null]",
          "[null,null]",
          "[true,false,null]",
          "[\"\"]",
          "[\"a\",\"b\"]",
          "[{}]",
          "[{},{}]",
          "[{\"a\":[]}]",
          "[-0]",
          "[1e5,1.5]",
          "[\"]\"]",
          "[" + "1,".repeat(5_000) + "1]",
          "[".repeat(500) + "]".repeat(500));

  private static final List<String> NO_ARRAYS =
      List.of(
          "[",
          "]",
          "[1",
          "[1,",
          "[1,2",
          "[1,]",
          "[,1]",
          "[,]",
          "[1,,2]",
          "[,,]",
          "[1 2]",
          "[1:2]",
          "[1;2]",
          "[1}",
          "[1]]",
          "[[]",
          "[[1]",
          "[[],]",
          "[a]",
          "[*]",
          "[(1)]",
          "[1 true]",
          "[\"a\" \"b\"]",
          "[\"a\":1]",
          "[1][2]",
          "[]1",
          "[{]}",
          "[{\"a\":1]",
          "[tru]",
          "[-]",
          "[01]",
          "[1.]",
          "[1\u000C]",
          "[1\u000B]",
          "[\u00A0]",
          "[\u2028]",
          "[1,\u0000]",
          "[...]",
          "[1..2]");

  private static final List<String> OBJECTS =
      List.of(
          "{}",
          "{ }",
          "{\t}",
          "{\"a\":1}",
          "{ \"a\" : 1 }",
          "{\"a\":{}}",
          "{\"a\":[]}",
          "{\"\":0}",
          "{\"a\":1,\"b\":2}",
          "{\"a\":1,\"a\":2}",
          "{\"a\":{\"b\":{\"c\":[{}]}}}",
          "{\" \":1}",
          "{\"\\u0061\":1}",
          "{\"\\\"\":1}",
          "{\"\\\\\":1}",
          "{\"é\":1}",
          "{\"{\":\"}\"}",
          "{\"a\":null}",
          "{\"a\":true,\"b\":false}",
          "{\"type\":\"assistant\"}",
          "{\"a\":\"{\\\"b\\\":1}\"}",
          "{\"x\":{\"x\":{\"x\":1}}}",
          "{\"\\u0000\":1}",
          "true",
          "false",
          "null",
          " true",
          "null ",
          "\tfalse\r");

  private static final List<String> NO_OBJECTS =
      List.of(
          "{",
          "{\"a\"",
          "{\"a\":",
          "{\"a\":1",
          "{\"a\":1,",
          "{a:1}",
          "{'a':1}",
          "{1:1}",
          "{\"a\"}",
          "{\"a\":}",
          "{\"a\" 1}",
          "{\"a\",1}",
          "{\"a\":1,}",
          "{,}",
          "{,\"a\":1}",
          "{\"a\":1,,\"b\":2}",
          "{\"a\":1 \"b\":2}",
          "{\"a\":1;\"b\":2}",
          "{\"a\"::1}",
          "{\"a\":1:2}",
          "{\"a\":1]",
          "{\"a\":1,b:2}",
          "{null:1}",
          "{true:1}",
          "{[]:1}",
          "{{}:1}",
          "{{}}",
          "{\"a\":1,2}",
          "{\"a\"=1}",
          "{\"a\"=>1}",
          "{:1}",
          "{:}",
          "{\"a\":'b'}",
          "{\"a\":b}",
          "{\"a\":[}",
          "{}{}",
          "{\"a\":1}{\"b\":2}",
          "{\"a\" \"b\"}",
          "{\"a\"\u00A0:1}",
          "{[]}",
          "{1}",
          "{\"a\":01}",
          "{\"a\":+1}",
          "{*}",
          "{...}");

  private static final List<String> NO_LITERALS =
      List.of(
          "True",
          "TRUE",
          "False",
          "FALSE",
          "Null",
          "NULL",
          "nul",
          "tru",
          "fals",
          "nulll",
          "truee",
          "true1",
          "t",
          "f",
          "n",
          "tr ue",
          "nu ll",
          "undefined",
          "None",
          "nil",
          "yes",
          "no",
          "on",
          "// 1",
          "/* */ 1",
          "1 // x",
          "1 /* x */",
          "# 1",
          "<1>",
          "@",
          "&",
          "*",
          "(1)",
          ";",
          "=",
          "1;",
          "1 1",
          "true false",
          "null,",
          ",null",
          ",",
          ":",
          "",
          " ",
          "\\n",
          "\\u0031",
          "\uFEFF1",
          "\u00A01",
          "\u20281",
          "\u0085" + "1",
          "\u000B1",
          "\u000C1",
          "\b1",
          "\u00001",
          "\u001B1",
          "\u007F1",
          "1\u0000",
          "é",
          "\uD834\uDD1E");

  /** What no JSON writer writes into strings, and damage and bad writers do. */
  private static final List<String> LENIENT =
      List.of(
          "\"\\a\"",
          "\"\\x41\"",
          "\"\\0\"",
          "\"\\'\"",
          "\"\\ \"",
          "\"\\é\"",
          "\"\\u\"",
          "\"\\u1\"",
          "\"\\u12\"",
          "\"\\u123\"",
          "\"\\u12G4\"",
          "\"\\uZZZZ\"",
          "\"\\U0041\"",
          "\"\\ud800\"",
          "\"\\udc00\"",
          "\"\\ud800\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud800a\"",
          "\"\\ud800\\n\"",
          "\"\\u00\"",
          "\"a\tb\"",
          "\"a\rb\"",
          "\"\u0001\"",
          "\"\u001F\"",
          "\"\u0000\"",
          "\"\u000B\"",
          "\"\u000C\"",
          "\"\u001B[31m\"",
          "{\"\u0001\":1}",
          "{\"\\q\":1}",
          "{\"\\ud800\":1}",
          "[\"\\x\",\"\u0002\"]");

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  private static List<String> all(Stream<List<String>> lists) {
    return lists.flatMap(List::stream).toList();
  }

  private static final List<String> SOUND = all(Stream.of(NUMBERS, STRINGS, ARRAYS, OBJECTS));
  private static final List<String> UNSOUND =
      all(Stream.of(NO_NUMBERS, NO_STRINGS, NO_ARRAYS, NO_OBJECTS, NO_LITERALS));

  private static byte[] record(String value) {
    return ("{\"x\":" + value + ",\"type\":\"user\",\"uuid\":\"X\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a record with the value gives its entry; whatever it is, good neighbours survive. */
  private static boolean isTaken(String value) {
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    byte[] line = record(value);
    RecordingSink.Told told = DifferentialTest.agreeing(List.of(good, line, good));
    List<Long> lines = told.entries.stream().map(entry -> entry.envelope().at().line()).toList();
    boolean taken = lines.contains(2L);
    assertThat(lines)
        .as(value)
        .containsExactlyElementsOf(taken ? List.of(1L, 2L, 3L) : List.of(1L, 3L));
    assertThat(told.rejects).as(value).hasSize(taken ? 0 : 1);
    assertThat(told.rejects).allMatch(r -> r.line() == 2 && r.length() == line.length);

    RecordingSink.Told alone = DifferentialTest.agreeing(List.of(line));
    assertThat(alone.entries(UserEntry.class)).as(value).hasSize(taken ? 1 : 0);
    assertThat(alone.rejects).as(value).hasSize(taken ? 0 : 1);
    return taken;
  }

  @Test
  void soundValuesAreTakenAndUnsoundOnesRefused() {
    assertThat(SOUND).allSatisfy(value -> assertThat(isTaken(value)).isTrue());
    assertThat(UNSOUND).allSatisfy(value -> assertThat(isTaken(value)).isFalse());
    // As many as the public suite of parsing tests has, which these are written after the idea of.
    assertThat(SOUND.size() + UNSOUND.size() + LENIENT.size()).isGreaterThanOrEqualTo(318);
  }

  @Test
  void oddStringsCostNoLine() {
    assertThat(LENIENT).allSatisfy(value -> assertThat(isTaken(value)).isTrue());
  }
}
