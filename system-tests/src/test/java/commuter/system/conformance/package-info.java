/** The conformance kit, with conductors that keep the rules and others that break them. */
package commuter.system.conformance;
