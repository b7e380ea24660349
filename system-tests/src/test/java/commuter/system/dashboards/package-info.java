/** Dashboards that vanish, stall and come back on another instance, and what they then believe. */
package commuter.system.dashboards;
