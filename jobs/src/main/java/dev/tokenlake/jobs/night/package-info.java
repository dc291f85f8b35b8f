/** The main job: a night from the logs to the published tables, all or nothing. */
package dev.tokenlake.jobs.night;
