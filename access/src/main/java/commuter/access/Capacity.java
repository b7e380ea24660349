package commuter.access;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.springframework.util.unit.DataSize;

/**
 * What this process has to give: its heap and its open files. No setting may promise more: then it would be the heap
 * that ends first, and with it everybody's stream. All shares of the heap together are some two thirds of it.
 */
public final class Capacity {
    /** Files that the service itself needs: jars, Kafka's connections, logs. */
    private static final long OWN_FILES = 500;

    private Capacity() {}

    /**
     * A number of connections, or fewer if a fifth of the heap or the limit of open files does not allow so many.
     *
     * @param each bytes of the heap that one takes with all that serves it
     */
    public static int connections(int wanted, long each) {
        long files = openFiles();
        long byFiles = Math.max(files - OWN_FILES, files / 2);
        return (int) Math.min(wanted, Math.min(byFiles, heap() / 5 / each));
    }

    /** A size, or an eighth of the heap if that is less. */
    public static DataSize eighth(DataSize wanted) {
        return DataSize.ofBytes(Math.min(wanted.toBytes(), heap() / 8));
    }

    /** A size, or half of the memory outside of the heap if that is less. */
    public static DataSize halfOfDirectMemory(DataSize wanted) {
        HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long told = Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
        // When it is not told, it is as much as the heap.
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
