/** What a run says while it works and leaves behind when it is done. */
package dev.tokenlake.jobs.run;
