/** From facts to priced facts to tables. */
package dev.tokenlake.jobs.rollup;
