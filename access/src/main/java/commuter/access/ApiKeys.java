package commuter.access;

import commuter.access.AccessSettings.KeySettings;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The valid API keys. Keeps only their digests. Immutable. */
final class ApiKeys {
    private record Known(byte[] digest, Caller caller) {}

    private final List<Known> known;
    private final Set<String> fingerprints;

    ApiKeys(Map<String, KeySettings> keys) {
        known = keys.entrySet().stream()
                .map(key -> new Known(
                        HexFormat.of().parseHex(key.getValue().digest()), caller(key.getKey(), key.getValue())))
                .toList();
        fingerprints = known.stream()
                .map(key -> Objects.requireNonNull(key.caller().fingerprint()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes the same time for all keys, right or wrong. */
    Optional<Caller> find(String shown) {
        byte[] digest = Sha256.of(shown);
        @Nullable Caller found = null;
        for (Known key : known) {
            found = MessageDigest.isEqual(key.digest(), digest) ? key.caller() : found;
        }
        return Optional.ofNullable(found);
    }

    /** Whether a caller's key still exists, with the same rights. */
    boolean has(String fingerprint) {
        return fingerprints.contains(fingerprint);
    }

    private static Caller caller(String name, KeySettings key) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        key.scopes().forEach(scope -> Scope.find(scope).ifPresent(scopes::add));
        List<String> routes = key.routes();
        Set<String> open = routes == null ? null : Set.copyOf(routes);
        return new Caller(name, scopes, open, null, fingerprint(name, key, scopes, open));
    }

    /** Reveals nothing about the key, because keys are random. */
    private static String fingerprint(String name, KeySettings key, Set<Scope> scopes, @Nullable Set<String> routes) {
        return Sha256.hex(String.join("\n", name, key.digest(), scopes.toString())
                + '\n'
                + (routes == null ? "" : new TreeSet<>(routes)));
    }
}
