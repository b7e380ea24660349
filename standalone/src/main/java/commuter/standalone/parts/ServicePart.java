package commuter.standalone.parts;

import commuter.standalone.net.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One of the three services, from its shipped jar. */
public final class ServicePart extends ChildPart {
    private final Path jar;
    private final JvmProfile profile;
    private final int port;
    private final Supplier<Map<String, String>> settings;
    private final Map<String, String> secrets;

    /**
     * @param settings passed as arguments, e.g. {@code commuter.seed}; read at each start
     * @param secrets passed as environment variables, so that no process list shows them
     */
    public ServicePart(
            String name,
            Path jar,
            JvmProfile profile,
            int port,
            Supplier<Map<String, String>> settings,
            Map<String, String> secrets,
            Path log,
            ProcessStarter starter) {
        super(name, log, starter);
        this.jar = jar;
        this.profile = profile;
        this.port = port;
        this.settings = settings;
        this.secrets = Map.copyOf(secrets);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    ProcessBuilder command() throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException("its jar is missing: " + jar + " (bin/standalone builds it)");
        }
        Path extracted = ExtractedJar.of(jar);
        ClassArchive classes =
                new ClassArchive(extracted, "classes-" + profile.name().toLowerCase(Locale.ROOT));
        List<String> command = JavaProgram.ofJar(profile, extracted, classes.options());
        whenEndedWell(classes::keep);
        command.add("--server.port=" + port);
        new TreeMap<>(settings.get()).forEach((name, value) -> command.add("--" + name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command);
        // glibc gives each thread its own arena and keeps freed memory in it: RocksDB's memory would grow without
        // end.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(secrets);
        return builder;
    }

    @Override
    boolean isReady() {
        return Http.status(url() + "/actuator/health/readiness") == 200;
    }
}
