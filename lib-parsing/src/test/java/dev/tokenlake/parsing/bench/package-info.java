/** How fast the reader is. */
package dev.tokenlake.parsing.bench;
