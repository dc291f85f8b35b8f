/** Finds the session logs below the archives a run is given. */
package dev.tokenlake.parsing.discover;
