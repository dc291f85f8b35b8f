/** What nights cost, measured by hand. */
package dev.tokenlake.jobs.bench;
