/**
 * Public price catalogues as a hint that the book is behind.
 *
 * <p>Catalogues are undated, drop retired models and carry mistakes, so nothing in here changes a
 * book: it reads a file that the user has downloaded and proposes rows for a person to review.
 */
package dev.tokenlake.pricing.catalog;
