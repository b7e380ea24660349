package commuter.access;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.springframework.util.unit.DataSize;

/**
 * The resources of this process: its heap and its open files. Settings may not promise more. Otherwise the heap would
 * be exhausted first, and all clients would lose their streams. The shares of the heap together are about two thirds of
 * it.
 */
public final class Capacity {
    /** Files that the service itself needs: jars, Kafka's connections, logs. */
    private static final long OWN_FILES = 500;

    private Capacity() {}

    /**
     * A number of connections, reduced if a fifth of the heap or the limit of open files does not allow it.
     *
     * @param each bytes of the heap that one connection needs, with everything that serves it
     */
    public static int connections(int wanted, long each) {
        long files = openFiles();
        long byFiles = Math.max(files - OWN_FILES, files / 2);
        return (int) Math.min(wanted, Math.min(byFiles, heap() / 5 / each));
    }

    /** A size, limited to an eighth of the heap. */
    public static DataSize eighth(DataSize wanted) {
        return DataSize.ofBytes(Math.min(wanted.toBytes(), heap() / 8));
    }

    /** A size, limited to half of the memory outside of the heap. */
    public static DataSize halfOfDirectMemory(DataSize wanted) {
        HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long told = Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
        // If it is not set, it is as large as the heap.
        return DataSize.ofBytes(Math.min(wanted.toBytes(), (told > 0 ? told : heap()) / 2));
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    private static long heap() {
        return Runtime.getRuntime().maxMemory();
    }
}
