/** Records made by hand, for tests of several packages. */
package dev.tokenlake.parsing.testing;
