package commuter.standalone.parts;

import commuter.standalone.data.PrivateFiles;
import commuter.standalone.net.Tcp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A Redis server without persistence: it is a cache, and leases must not outlive it. It requires a password, because
 * every user of this machine can reach its port.
 */
public final class RedisPart extends ChildPart {
    private final Path folder;
    private final int port;
    private final String password;

    /**
     * @param folder for the executable, which is unpacked once, and the configuration
     * @param password in characters that need no escapes in a URL
     */
    public RedisPart(Path folder, int port, String password, Path log, ProcessStarter starter) {
        super("Redis", log, starter);
        this.folder = folder;
        this.port = port;
        this.password = password;
    }

    /** The address, with the password. */
    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    @Override
    ProcessBuilder command() throws IOException {
        Files.createDirectories(folder);
        return new ProcessBuilder(executable().toString(), configuration().toString()).directory(folder.toFile());
    }

    /**
     * The configuration is in a file that only its owner can read: arguments are in the list of processes, which
     * everybody can read.
     */
    private Path configuration() throws IOException {
        List<String> lines = List.of(
                "bind 127.0.0.1",
                "port " + port,
                "requirepass " + password,
                "save \"\"",
                "appendonly no",
                "loglevel warning");
        return PrivateFiles.write(folder.resolve("redis.conf").toAbsolutePath(), lines);
    }

    @Override
    boolean isReady() {
        return Tcp.answers(port, "AUTH " + password + "\r\nPING", "+OK\r\n+PONG");
    }

    private Path executable() throws IOException {
        Path executable = folder.resolve("redis-server").toAbsolutePath();
        if (!Files.isExecutable(executable)) {
            Path unpacked = Files.createTempFile(folder, "redis-server", ".part");
            try (InputStream packed = packedExecutable()) {
                Files.copy(packed, unpacked, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwx------"));
            Files.move(unpacked, executable, StandardCopyOption.ATOMIC_MOVE);
        }
        return executable;
    }

    private static InputStream packedExecutable() throws IOException {
        String resource = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
        InputStream packed = resource == null ? null : RedisPart.class.getResourceAsStream(resource);
        if (packed == null) {
            throw new IOException("no Redis is packed for this kind of machine (" + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ")");
        }
        return packed;
    }
}
