/** Flat plans against what the same calls would cost at API prices. */
package dev.tokenlake.pricing.subscription;
