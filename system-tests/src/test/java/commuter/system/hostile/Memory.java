package commuter.system.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The memory of the machine, in MB, that the services started by this JVM use; on Linux. */
record Memory(Map<String, Long> megabytes) {
    private static final List<String> SERVICES = List.of("reservoir-service", "spawner-service", "notifier-service");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static Memory now() {
        Map<String, Long> all = new TreeMap<>();
        ProcessHandle.current().descendants().forEach(process -> {
            String command = process.info().commandLine().orElse("");
            SERVICES.stream()
                    .filter(command::contains)
                    .forEach(service -> all.merge(service, resident(process.pid()), Math::max));
        });
        return new Memory(all);
    }

    private static long resident(long pid) {
        try {
            return RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")))
                    .results()
                    .map(MatchResult::group)
                    .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
