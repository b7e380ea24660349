package commuter.benchmarks.fanout;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts the other servers that are available on this machine. */
public final class Peers {
    private final Path scripts;
    private final Path folder;

    /**
     * @param scripts the folder of the Node.js servers and their package.json
     * @param folder for logs and configurations
     */
    public Peers(Path scripts, Path folder) throws IOException {
        this.scripts = scripts;
        this.folder = Files.createDirectories(folder);
    }

    /** The server with this name; empty when it is not installed. */
    public Optional<Server> start(String name) throws IOException, InterruptedException {
        return switch (name) {
            case "nchan" ->
                onPath("nginx") && PeerServer.Nchan.isInstalled()
                        ? Optional.of(PeerServer.Nchan.start(folder))
                        : Optional.empty();
            case "nats" -> onPath("nats-server") ? Optional.of(PeerServer.Nats.start(folder)) : Optional.empty();
            case "bare" -> Optional.of(PeerServer.Lines.bare(folder));
            case "ws" -> packages() ? Optional.of(PeerServer.Lines.ws(scripts, folder)) : Optional.empty();
            case "socketio" -> packages() ? Optional.of(PeerServer.Lines.socketIo(scripts, folder)) : Optional.empty();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Installs missing packages of the Node.js servers; false when that does not work. */
    private boolean packages() throws IOException, InterruptedException {
        if (Files.isDirectory(scripts.resolve("node_modules/ws"))) {
            return true;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(scripts.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        return npm.waitFor(5, TimeUnit.MINUTES) && npm.exitValue() == 0;
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
