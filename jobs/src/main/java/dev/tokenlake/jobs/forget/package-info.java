/** What a lake was told to forget, and what it remembers of that. */
package dev.tokenlake.jobs.forget;
