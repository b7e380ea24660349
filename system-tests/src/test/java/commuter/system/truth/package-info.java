/**
 * The audit at the end of tests: whether the pipeline has kept its guarantees, judged from what the tests published and
 * what resulted. It reads topics, Strapi and the reservoir's lists from outside, and shares no code with the services
 * except the contract.
 */
package commuter.system.truth;
