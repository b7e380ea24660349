/** Many callers of the HTTP API at once, each answer held against what its caller must already know. */
package commuter.system.conductors;
