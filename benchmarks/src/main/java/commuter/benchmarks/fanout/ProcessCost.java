package commuter.benchmarks.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The resources that a process and its child processes use, as Linux reports them. */
final class ProcessCost {
    /** Linux counts processor time in hundredths of a second. */
    private static final long TICK_US = 10_000;

    private final ProcessHandle process;

    ProcessCost(ProcessHandle process) {
        this.process = process;
    }

    /** Processor time in microseconds: in total, and the kernel's share of it. */
    record Cpu(long micros, long kernelMicros) {}

    /** Processor time so far. */
    Cpu cpu() throws IOException {
        long user = 0;
        long kernel = 0;
        for (ProcessHandle each : all().toList()) {
            String stat = Files.readString(Path.of("/proc", Long.toString(each.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            user += Long.parseLong(fields[11]);
            kernel += Long.parseLong(fields[12]);
        }
        return new Cpu((user + kernel) * TICK_US, kernel * TICK_US);
    }

    /** The memory that it uses now, in bytes. */
    long residentBytes() throws IOException {
        long kilobytes = 0;
        for (ProcessHandle each : all().toList()) {
            kilobytes += Files.readAllLines(Path.of("/proc", Long.toString(each.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        }
        return kilobytes * 1024;
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(process), process.descendants()).filter(ProcessHandle::isAlive);
    }
}
