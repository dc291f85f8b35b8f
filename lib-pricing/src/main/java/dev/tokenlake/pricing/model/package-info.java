/**
 * From the model id a log carries to the one model whose price applies.
 *
 * <p>Spellings differ by host (Bedrock, Vertex, OpenRouter, Copilot); models do not. Resolution is
 * exact once the spelling is normalised: a relative's price is never borrowed.
 */
package dev.tokenlake.pricing.model;
