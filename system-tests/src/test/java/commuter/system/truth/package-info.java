/**
 * The audit that tests end with: from what they published and what came of it, whether the pipeline has kept its
 * promises. It reads topics, Strapi and the reservoir's lists from outside, and shares no code with the services but
 * the contract.
 */
package commuter.system.truth;
