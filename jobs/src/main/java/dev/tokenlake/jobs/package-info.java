/** Jobs and commands: the only module that knows Spark. */
package dev.tokenlake.jobs;
