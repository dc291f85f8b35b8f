package dev.tokenlake.parsing.sample;

import java.util.UUID;

/** Identifiers of the shapes found in real logs. */
final class Ids {

  private static final String ALPHABET =
      "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private final Dice dice;

  Ids(Dice dice) {
    this.dice = dice;
  }

  String uuid() {
    long high = (dice.next() & ~0xf000L) | 0x4000L;
    long low = (dice.next() >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }

  String message() {
    return "msg_01" + letters(22);
  }

  /** As seen behind Amazon Bedrock. */
  String bedrockMessage() {
    return "msg_bdrk_01" + letters(22);
  }

  String request() {
    return "req_011C" + letters(20);
  }

  String tool() {
    return "toolu_01" + letters(22);
  }

  String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(dice.below(16), 16));
    }
    return text.toString();
  }

  private String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(dice.below(ALPHABET.length())));
    }
    return text.toString();
  }
}
