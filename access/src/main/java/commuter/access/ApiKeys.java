package commuter.access;

import commuter.access.AccessSettings.KeySettings;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that open something. Keeps their digests only. Thread-safe. */
final class ApiKeys {
    private record Known(byte[] digest, Caller caller) {}

    private final List<Known> known;

    ApiKeys(Map<String, KeySettings> keys) {
        known = keys.entrySet().stream()
                .map(key -> new Known(
                        HexFormat.of().parseHex(key.getValue().digest()), caller(key.getKey(), key.getValue())))
                .toList();
    }

    /** Takes as long whichever key it is, and however much of it is right. */
    Optional<Caller> find(String shown) {
        byte[] digest = Sha256.of(shown);
        @Nullable Caller found = null;
        for (Known key : known) {
            found = MessageDigest.isEqual(key.digest(), digest) ? key.caller() : found;
        }
        return Optional.ofNullable(found);
    }

    private static Caller caller(String name, KeySettings key) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        key.scopes().forEach(scope -> Scope.find(scope).ifPresent(scopes::add));
        List<String> routes = key.routes();
        return new Caller(name, scopes, routes == null ? null : Set.copyOf(routes), null);
    }
}
