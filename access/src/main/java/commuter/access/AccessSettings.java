package commuter.access;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code commuter.access.*}; checked at start. Without keys and without a way to check tokens, all callers
 * may do everything.
 *
 * @param open whether everybody may call on any address; without keys and tokens this is otherwise allowed on a
 *     loopback address only
 * @param keys API keys by their names
 * @param keyFile file with further keys, which is read again when it changes; empty for none
 * @param ticketSecret secret with which tickets are signed; must be the same on all instances, so that each accepts the
 *     others' tickets; empty for a random one
 */
@ConfigurationProperties(AccessSettings.PREFIX)
public record AccessSettings(
        @DefaultValue("false") boolean open,
        @DefaultValue Map<String, KeySettings> keys,
        @DefaultValue("") String keyFile,
        @DefaultValue JwtSettings jwt,
        @DefaultValue("") String ticketSecret) {
    static final String PREFIX = "commuter.access";
    private static final int LEAST_SECRET_BYTES = 32;

    public AccessSettings {
        keys = Map.copyOf(keys);
        Map<String, String> names = new HashMap<>();
        keys.forEach((name, key) -> {
            String setting = PREFIX + ".keys." + name;
            key.check(setting);
            String other = names.put(key.digest(), name);
            if (other != null) {
                throw new SettingsException(setting, "is the same key as " + other);
            }
        });
        jwt.check(PREFIX + ".jwt");
        if (open && (!keys.isEmpty() || !keyFile.isEmpty() || jwt.isSet())) {
            throw new SettingsException(PREFIX + ".open", "is set beside keys or tokens; set one or the other");
        }
        checkSecret(PREFIX + ".ticket-secret", ticketSecret);
    }

    private static void checkSecret(String setting, String secret) {
        if (!secret.isEmpty() && secret.getBytes(StandardCharsets.UTF_8).length < LEAST_SECRET_BYTES) {
            throw new SettingsException(
                    setting, "must be at least " + LEAST_SECRET_BYTES + " bytes, e.g. from openssl rand -hex 32");
        }
    }

    /** Contains no secret. */
    @Override
    public String toString() {
        return "AccessSettings[open=" + open + ", keys=" + keys + ", keyFile=" + keyFile + ", jwt=" + jwt + ']';
    }

    /** Whether callers must authenticate. */
    public boolean isSet() {
        return !keys.isEmpty() || !keyFile.isEmpty() || jwt.isSet();
    }

    /**
     * The same settings, with the keys of the file added.
     *
     * @throws IllegalArgumentException when one of them has the name or the value of another key
     */
    AccessSettings with(Map<String, KeySettings> fromFile) {
        Map<String, KeySettings> all = new HashMap<>(keys);
        fromFile.forEach((name, key) -> {
            if (all.put(name, key) != null) {
                throw new SettingsException(
                        PREFIX + ".keys." + name, "is in the settings, too; leave it out in one place");
            }
        });
        return new AccessSettings(open, all, keyFile, jwt, ticketSecret);
    }

    /**
     * An API key.
     *
     * @param value the key itself, or empty
     * @param sha256 the key's SHA-256 in hex, or empty; with it, the settings do not reveal the key
     * @param scopes what callers with this key may do
     * @param routes ids of the routes to which the key is restricted; null for no restriction
     */
    public record KeySettings(
            @DefaultValue("") String value,
            @DefaultValue("") String sha256,
            @DefaultValue List<String> scopes,
            @Nullable List<String> routes) {
        private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._~+/-]{32,512}=*");
        private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

        String digest() {
            return value.isEmpty() ? sha256.toLowerCase(Locale.ROOT) : Sha256.hex(value);
        }

        private void check(String setting) {
            if (value.isEmpty() == sha256.isEmpty()) {
                throw new SettingsException(setting, "needs either .value or .sha256");
            }
            if (!value.isEmpty() && !VALUE.matcher(value).matches()) {
                throw new SettingsException(
                        setting + ".value",
                        "must be 32 to 512 random letters, digits and -._~+/ such as openssl rand -hex 32 makes");
            }
            if (!sha256.isEmpty() && !SHA256.matcher(sha256).matches()) {
                throw new SettingsException(setting + ".sha256", "must be 64 hex digits, as sha256sum prints");
            }
            if (scopes.isEmpty()) {
                throw new SettingsException(setting + ".scopes", "is required: some of " + Scope.all());
            }
            for (String scope : scopes) {
                if (Scope.find(scope).isEmpty()) {
                    throw new SettingsException(setting + ".scopes", "'" + scope + "' must be one of " + Scope.all());
                }
            }
            if (routes != null && (routes.isEmpty() || routes.stream().anyMatch(String::isBlank))) {
                throw new SettingsException(setting + ".routes", "must name routes, or be left out for all of them");
            }
        }

        /** Does not contain the key. */
        @Override
        public String toString() {
            return "KeySettings[scopes=" + scopes + ", routes=" + routes + ']';
        }
    }

    /**
     * How tokens (JWT) are checked: with a secret that the issuer shares, or with the issuer's public keys.
     *
     * @param secret secret that the issuer shares, for HS256, at least 32 bytes; empty for none
     * @param jwksUrl where the issuer's public keys are; empty for none
     * @param issuer the issuer that a token must name; empty for any, if there is a secret
     * @param audience the audience that a token must name; empty for any, if there is a secret
     * @param allowHttp whether the public keys may be read over plain http from another machine
     */
    public record JwtSettings(
            @DefaultValue("") String secret,
            @Nullable URI jwksUrl,
            @DefaultValue("") String issuer,
            @DefaultValue("") String audience,
            @DefaultValue("false") boolean allowHttp) {
        boolean isSet() {
            return !secret.isEmpty() || jwksUrl != null;
        }

        private void check(String setting) {
            if (!secret.isEmpty() && jwksUrl != null) {
                throw new SettingsException(setting, "takes either .secret or .jwks-url");
            }
            if (!isSet() && (!issuer.isEmpty() || !audience.isEmpty())) {
                throw new SettingsException(setting, "needs .secret or .jwks-url to check tokens with");
            }
            checkSecret(setting + ".secret", secret);
            if (jwksUrl != null) {
                checkKeysOfIssuer(setting, jwksUrl);
            }
        }

        /** An issuer who publishes keys signs tokens for other services, too. So issuer and audience are required. */
        private void checkKeysOfIssuer(String setting, URI url) {
            if (!Objects.requireNonNullElse(url.getScheme(), "").matches("https?") || url.getHost() == null) {
                throw new SettingsException(setting + ".jwks-url", "must be an http or https address");
            }
            if (url.getScheme().equals("http") && !allowHttp && !ThisMachine.isNamed(url.getHost())) {
                throw new SettingsException(
                        setting + ".jwks-url",
                        "must be an https address: others on the network could replace the keys. To read keys over http anyway,"
                                + " set " + setting + ".allow-http=true");
            }
            if (issuer.isEmpty() || audience.isEmpty()) {
                throw new SettingsException(
                        setting, "needs .issuer and .audience beside .jwks-url, or tokens for others would do");
            }
        }

        /** Does not contain the secret. */
        @Override
        public String toString() {
            return "JwtSettings[jwksUrl=" + jwksUrl + ", issuer=" + issuer + ", audience=" + audience + ']';
        }
    }
}
