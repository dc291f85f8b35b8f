/**
 * What Claude Code calls cost, at the price in force when they were made.
 *
 * <p>Stages, each a package: {@code model} names the model, {@code book} finds its dated price,
 * {@code cost} multiplies, {@code scenario} asks what if. {@code subscription}, {@code currency}
 * and {@code catalog} stand beside them. Money is {@link java.math.BigDecimal} throughout and is
 * never rounded; what has no known price is a value that says so, never zero.
 */
package dev.tokenlake.pricing;
