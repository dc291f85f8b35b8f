/** Which inputs the facts were read from, and what a night has to read. */
package dev.tokenlake.jobs.ledger;
