package commuter.testing;

import commuter.standalone.Checkout;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.parts.ProcessStarter;
import commuter.standalone.parts.StrapiDatabase;
import commuter.standalone.parts.StrapiPart;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real Strapi on SQLite, in its own process. For one thread. */
public final class RunningStrapi implements AutoCloseable {
    /** A user of its admin panel. */
    public static final String ADMINISTRATOR = "ann@example.test";

    public static final String PASSWORD = "Password-of-Ann-1";

    private static final Map<String, String> SECRETS = Map.of(
            "APP_KEYS", "first-app-key,second-app-key",
            "API_TOKEN_SALT", "api-token-salt",
            "ADMIN_JWT_SECRET", "admin-jwt-secret",
            "TRANSFER_TOKEN_SALT", "transfer-token-salt",
            "ENCRYPTION_KEY", "encryption-key-of-32-characters.",
            "ADMIN_EMAIL", ADMINISTRATOR,
            "ADMIN_PASSWORD", PASSWORD);

    private final ProcessStarter starter = new ProcessStarter();
    private final int port = Ports.free().of(Port.STRAPI);
    private final Path folder;
    private final Map<String, String> environment;
    private StrapiPart part;

    /** @param folder for the database and the log */
    public RunningStrapi(Path folder, String reservoirToken) {
        this(folder, reservoirToken, Map.of());
    }

    /** @param environment additional environment variables */
    public RunningStrapi(Path folder, String reservoirToken, Map<String, String> environment) {
        this.folder = folder.toAbsolutePath();
        this.environment = environment;
        this.part = started(reservoirToken);
    }

    public int port() {
        return port;
    }

    /** The database file. */
    public Path database() {
        return folder.resolve("rows.db");
    }

    /** Starts again with the same rows. */
    public void restart(String reservoirToken) {
        part.stop();
        part = started(reservoirToken);
    }

    private StrapiPart started(String reservoirToken) {
        Map<String, String> given = new HashMap<>(SECRETS);
        given.put("RESERVOIR_TOKEN", reservoirToken);
        given.putAll(environment);
        StrapiPart started = new StrapiPart(
                Checkout.find().strapi(),
                port,
                new StrapiDatabase.Sqlite(database()),
                given,
                folder.resolve("strapi.log"),
                starter);
        started.start();
        return started;
    }

    @Override
    public void close() {
        part.stop();
        starter.close();
    }
}
