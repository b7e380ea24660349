package commuter.notifier.guard;

import commuter.access.Authenticator;
import commuter.access.CallRates;
import commuter.access.Caller;
import commuter.access.Refusal;
import commuter.access.RefusedException;
import commuter.access.Scope;
import commuter.access.ThisMachine;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Authenticates requests. Thread-safe. */
@Component
public final class RequestAuthenticator {
    private final Authenticator authenticator;
    private final CallRates rates;

    RequestAuthenticator(Authenticator authenticator, CallRates rates) {
        this.authenticator = authenticator;
        this.rates = rates;
    }

    /** Whether no authentication is required. */
    boolean isOpen() {
        return authenticator.isOpen();
    }

    /**
     * The reason why a call is not meant for this service, for any caller; null when it is.
     *
     * @param host of the address that was called, with or without a port
     */
    public @Nullable Refusal foreign(@Nullable String host) {
        return authenticator.isForThisMachineOnly() && !ThisMachine.isNamed(withoutPort(host))
                ? ThisMachine.refusal("The host of the call")
                : null;
    }

    /**
     * Authenticates a reader by the header {@code Authorization}, or else by a ticket. Emits a {@link RefusedException}
     * when the caller may not read, or calls too often. A call without an address is not counted: see
     * {@link CallRates#counted}. Reading the public keys of a token issuer takes time, so this does not run on the
     * subscribing thread.
     */
    public Mono<Caller> reader(
            @Nullable String authorization, @Nullable String ticket, @Nullable InetSocketAddress from) {
        if (authenticator.isOpen()) {
            return Mono.fromCallable(() -> rates.counted(() -> Caller.ANYONE, address(from)));
        }
        return Mono.fromCallable(() -> {
                    Caller caller = rates.counted(() -> known(authorization, ticket), address(from));
                    caller.require(Scope.READ);
                    return caller;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Counts a call for which no authentication is required.
     *
     * @throws RefusedException when there are too many
     */
    void count(@Nullable InetSocketAddress from) {
        rates.count(address(from));
    }

    private Caller known(@Nullable String authorization, @Nullable String ticket) {
        return authorization == null && ticket != null
                ? authenticator.identifyByTicket(ticket)
                : authenticator.identifyByHeader(authorization);
    }

    private static @Nullable String address(@Nullable InetSocketAddress from) {
        return from == null ? null : from.getAddress().getHostAddress();
    }

    private static @Nullable String withoutPort(@Nullable String host) {
        try {
            return host == null ? null : URI.create("http://" + host).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
