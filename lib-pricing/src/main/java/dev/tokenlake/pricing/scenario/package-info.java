/**
 * What the same calls would have cost under another assumption.
 *
 * <p>Every scenario is a rule about one call, so results add up over any grouping. Compare two
 * scenarios only over calls that both price: one that needs no cache rates may price a call that
 * another cannot.
 */
package dev.tokenlake.pricing.scenario;
