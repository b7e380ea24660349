package commuter.benchmarks;

import java.lang.management.ManagementFactory;

/**
 * The machine on which the results were measured.
 *
 * @param cpus that this process may use
 * @param loadBefore the system's load average over the minute before; -1 if the system does not tell
 */
record Machine(int cpus, double loadBefore) {

    static Machine now() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new Machine(Runtime.getRuntime().availableProcessors(), Math.round(load * 100) / 100.0);
    }

    void describe(Report report) {
        report.say("%d CPUs, load average before: %.2f", cpus, loadBefore);
    }
}
