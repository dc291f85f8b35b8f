/** How a configuration changes prices, and what the tables about money say. */
package dev.tokenlake.jobs.pricing;
