package commuter.benchmarks.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The memory that an idle connection takes. */
public final class IdleConnections {
    private static final int AT_ONCE = 5000;
    private static final int FILES = 65_536;
    private static final int OTHER_FILES = 500;

    private IdleConnections() {}

    /** The additional memory of the server in bytes, for each of this number of clients. */
    public static long bytesPerConnection(Server server, int clients) throws IOException, InterruptedException {
        run(
                "prlimit",
                "--nofile=" + FILES + ":" + FILES,
                "--pid",
                Long.toString(server.process().pid()));
        requireFiles(server, clients);
        ProcessCost cost = new ProcessCost(server.process());
        collect(server);
        long before = cost.residentBytes();
        List<Clients> groups = new ArrayList<>();
        try {
            for (int connected = 0; connected < clients; connected += AT_ONCE) {
                groups.add(Clients.connect(server, Math.min(AT_ONCE, clients - connected), false));
            }
            Thread.sleep(2000);
            collect(server);
            return Math.max(0, (cost.residentBytes() - before) / clients);
        } finally {
            groups.forEach(Clients::close);
        }
    }

    /** On some machines the limit cannot be raised. */
    private static void requireFiles(Server server, int clients) throws IOException {
        Path limits = Path.of("/proc", Long.toString(server.process().pid()), "limits");
        String files = Files.readAllLines(limits).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s+", -1)[3])
                .findFirst()
                .orElse("unlimited");
        if (!files.equals("unlimited") && Integer.parseInt(files) < clients + OTHER_FILES) {
            throw new IOException("The notifier may open " + files + " files here, too few for " + clients
                    + " connections: choose fewer with --idle-connections");
        }
    }

    /** Garbage is collected before and after. */
    private static void collect(Server server) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        run(jcmd, Long.toString(server.process().pid()), "GC.run");
        Thread.sleep(500);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int unused = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
