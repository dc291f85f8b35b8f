/** Reads the bytes of a log into entries, and says of every line what became of it. */
package dev.tokenlake.parsing.read;
