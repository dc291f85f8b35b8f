/** What a lake comes to when its disk fails, its process dies, or its sources change under it. */
package dev.tokenlake.jobs.faults;
