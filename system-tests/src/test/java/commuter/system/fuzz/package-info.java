/** Records with anything in any of their parts, from clients of every kind, and what must become of each. */
package commuter.system.fuzz;
