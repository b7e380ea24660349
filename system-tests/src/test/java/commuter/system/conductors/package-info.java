/** Many callers of the HTTP API at once; each answer is compared with what its caller must already know. */
package commuter.system.conductors;
