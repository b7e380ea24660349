/**
 * What a busy day and careless clients bring: requests and commands of every kind, in order and out of it, whole and
 * broken.
 */
package commuter.system.workload;
