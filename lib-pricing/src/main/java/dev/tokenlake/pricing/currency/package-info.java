/** Dollars in another currency, at dated rates the user supplies. Applied when showing figures. */
package dev.tokenlake.pricing.currency;
