/** Puts the responses of a session in order and says what they amount to. */
package dev.tokenlake.parsing.session;
