/**
 * The price book: dated rows, append only, one per model and period, each with its source.
 *
 * <p>Loading and refusing bad rows is {@link dev.tokenlake.pricing.book.PriceBookLoader}'s task;
 * {@link dev.tokenlake.pricing.book.PriceBook} only answers.
 */
package dev.tokenlake.pricing.book;
