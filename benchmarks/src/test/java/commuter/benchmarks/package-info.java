/** Tests the command line and the JSON of the benchmarks, not the speed of anything. */
package commuter.benchmarks;
