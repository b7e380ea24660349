/**
 * The workload of a busy day and of careless clients: requests and commands of every kind, in and out of order, valid
 * and invalid.
 */
package commuter.system.workload;
