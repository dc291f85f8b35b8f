/** What a run is told: options of the command line over those of the configuration file. */
package dev.tokenlake.jobs.config;
