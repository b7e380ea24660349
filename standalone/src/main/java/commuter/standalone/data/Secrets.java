package commuter.standalone.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys and tokens of one data folder: created at the first start, readable by their owner only, and the same ever
 * after.
 */
public final class Secrets {
    private static final String RESERVOIR_TOKEN = "RESERVOIR_TOKEN";
    private static final String ADMIN_PASSWORD = "ADMIN_PASSWORD";
    private static final String REDIS_PASSWORD = "REDIS_PASSWORD";
    private static final List<String> NAMES = List.of(
            "APP_KEYS",
            "API_TOKEN_SALT",
            "ADMIN_JWT_SECRET",
            "TRANSFER_TOKEN_SALT",
            "ENCRYPTION_KEY",
            RESERVOIR_TOKEN,
            ADMIN_PASSWORD,
            REDIS_PASSWORD);
    private static final int BYTES = 32;

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the secrets of a data folder; creates missing ones. */
    public static Secrets of(DataFolder data) {
        Path file = data.folder("secrets.env");
        try {
            Map<String, String> kept = Files.exists(file) ? read(file) : Map.of();
            Map<String, String> all =
                    NAMES.stream().collect(Collectors.toMap(name -> name, name -> kept.getOrDefault(name, random())));
            if (!all.equals(kept)) {
                PrivateFiles.write(
                        file,
                        all.entrySet().stream()
                                .map(Map.Entry::toString)
                                .sorted()
                                .toList());
            }
            return new Secrets(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Strapi's environment variables. */
    public Map<String, String> forStrapi() {
        return values.entrySet().stream()
                .filter(secret -> !secret.getKey().equals(REDIS_PASSWORD))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The password of Strapi's first administrator. */
    public String administratorPassword() {
        return values.getOrDefault(ADMIN_PASSWORD, "");
    }

    /** The password that Redis requires. */
    public String redisPassword() {
        return values.getOrDefault(REDIS_PASSWORD, "");
    }

    /** The token that Strapi requires for reading or writing passengers. */
    public String reservoirToken() {
        return values.getOrDefault(RESERVOIR_TOKEN, "");
    }

    /** Does not contain the values. */
    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }

    private static Map<String, String> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("="))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf('=')),
                            line -> line.substring(line.indexOf('=') + 1)));
        }
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
