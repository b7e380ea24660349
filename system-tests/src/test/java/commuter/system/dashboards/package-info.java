/** Dashboards that disconnect, stall and reconnect to another instance, and checks of what they show afterwards. */
package commuter.system.dashboards;
