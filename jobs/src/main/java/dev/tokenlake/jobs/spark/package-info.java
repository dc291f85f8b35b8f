/** Where Spark begins: the session, and rows made out of records. */
package dev.tokenlake.jobs.spark;
