package commuter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccessSettingsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void keysAndTokensAreReadByTheirNames() {
        AccessSettings settings = read(Map.of(
                "keys.bus.value", KEY,
                "keys.bus.scopes", "read,command",
                "keys.bus.routes", "1A,2B",
                "jwt.jwks-url", "https://issuer.example/keys",
                "jwt.issuer", "https://issuer.example",
                "jwt.audience", "commuter"));

        assertThat(settings.keys().get("bus").scopes()).containsExactly("read", "command");
        assertThat(settings.keys().get("bus").routes()).containsExactly("1A", "2B");
        assertThat(settings.isSet()).isTrue();
        assertThat(read(Map.of()).isSet()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    keys.a.value=secretsecret            | keys.a.scopes=read  | .keys.a.value: must be 32 to 512
                    keys.a.scopes=read                   | open=false          | .keys.a: needs either .value or .sha256
                    keys.a.sha256=secretsecret           | keys.a.scopes=read  | .keys.a.sha256: must be 64 hex digits
                    keys.a.value=secret56789012345678901234567890 | open=false | .keys.a.scopes: is required
                    keys.a.value=secret56789012345678901234567890 | keys.a.scopes=raed | 'raed' must be one of read, command, seed
                    jwt.jwks-uri=https://secretsecret | open=false | .jwt.jwks-uri: there is no such setting
                    jwt.secret=secretsecret              | open=false          | .jwt.secret: must be at least 32 bytes
                    ticket-secret=secretsecret           | open=false          | .ticket-secret: must be at least 32 bytes
                    jwt.jwks-url=https://x.example/keys  | jwt.issuer=secret   | .issuer and .audience
                    jwt.jwks-url=http://x.example/secret | jwt.issuer=x        | .jwks-url: must be an https address
                    jwt.jwks-url=file:///etc/secret      | jwt.issuer=x        | .jwks-url: must be an http or https address
                    jwt.issuer=secret                    | open=false          | .jwt: needs .secret or .jwks-url
                    jwt.secret=secret56789012345678901234567890 | open=true    | .open: is set beside keys or tokens
                    open=secret                          | jwt.issuer=         | .open: cannot be read as boolean
                    """)
    void whatCannotBeUsedIsNamedAndNeverRepeated(String one, String other, String problem) {
        Map<String, String> settings = new HashMap<>();
        for (String setting : new String[] {one, other}) {
            settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }

        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(UnsafeStartException.class)
                .hasMessageContaining("commuter.access")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secretsecret")
                .hasMessageNotContaining("secret5");
    }

    @Test
    void twoNamesForOneKeyAreRefused() {
        assertThatThrownBy(() -> read(Map.of(
                        "keys.a.value",
                        KEY,
                        "keys.a.scopes",
                        "read",
                        "keys.b.sha256",
                        Sha256.hex(KEY),
                        "keys.b.scopes",
                        "seed")))
                .hasMessageContaining("is the same key as");
    }

    @Test
    void settingsDoNotShowTheirSecrets() {
        AccessSettings settings = read(Map.of(
                "keys.a.value",
                KEY,
                "keys.a.scopes",
                "read",
                "jwt.secret",
                KEY + KEY,
                "keys.b.sha256",
                Sha256.hex("b"),
                "keys.b.scopes",
                "seed"));

        assertThat(settings.toString()).contains("scopes=[read]").doesNotContain(KEY, Sha256.hex("b"));
        assertThat(Authenticator.of(settings).toString()).doesNotContain(KEY);
    }

    private static AccessSettings read(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("commuter.access." + name, value));
        return BoundSettings.read(new Binder(new MapConfigurationPropertySource(named)));
    }
}
