/** Reads when commits were made, from git repositories the user names. */
package dev.tokenlake.parsing.git;
