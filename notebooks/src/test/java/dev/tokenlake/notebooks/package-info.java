/** Executes the notebooks on lakes and compares what they show with the published tables. */
package dev.tokenlake.notebooks;
