/** Tests of what a configuration file may say. */
package dev.tokenlake.jobs.config;
