package commuter.standalone.parts;

import commuter.standalone.net.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Strapi, the source of truth, run by Node from its folder in the checkout. */
public final class StrapiPart extends ChildPart {
    private final Path application;
    private final int port;
    private final StrapiDatabase database;
    private final Map<String, String> given;

    /**
     * @param application the folder with Strapi's package.json and installed packages
     * @param given environment variables: keys, tokens, and the address to which edits are reported
     */
    public StrapiPart(
            Path application,
            int port,
            StrapiDatabase database,
            Map<String, String> given,
            Path log,
            ProcessStarter starter) {
        super("Strapi", log, starter);
        this.application = application;
        this.port = port;
        this.database = database;
        this.given = Map.copyOf(given);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    ProcessBuilder command() throws IOException {
        Path strapi = application.resolve("node_modules/@strapi/strapi/bin/strapi.js");
        if (!Files.exists(strapi)) {
            throw new IOException("its packages are missing: run npm ci in " + application);
        }
        ProcessBuilder builder = new ProcessBuilder("node", strapi.toString(), "start").directory(application.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("NODE_ENV", "production");
        environment.put("STRAPI_TELEMETRY_DISABLED", "true");
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", Integer.toString(port));
        environment.putAll(database.environment());
        environment.putAll(given);
        return builder;
    }

    @Override
    boolean isReady() {
        return Http.status(url() + "/api/active-passengers/ready") == 200;
    }
}
