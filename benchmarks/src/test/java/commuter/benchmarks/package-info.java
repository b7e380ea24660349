/** Holds the command line and the JSON of the benchmarks, not how fast anything is. */
package commuter.benchmarks;
