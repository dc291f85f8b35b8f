/**
 * From a call and its price to dollars by part. Pure: the same call, book and policy always give
 * the same result.
 */
package dev.tokenlake.pricing.cost;
