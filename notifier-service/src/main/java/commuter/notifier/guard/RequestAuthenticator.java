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

/** Tells who may come in. Thread-safe. */
@Component
public final class RequestAuthenticator {
    private final Authenticator authenticator;
    private final CallRates rates;

    RequestAuthenticator(Authenticator authenticator, CallRates rates) {
        this.authenticator = authenticator;
        this.rates = rates;
    }

    /** Whether nothing has to be shown. */
    boolean isOpen() {
        return authenticator.isOpen();
    }

    /**
     * Why a call cannot be meant for this service, whoever makes it; null when it can.
     *
     * @param host of the address that was called, with or without a port
     */
    public @Nullable Refusal foreign(@Nullable String host) {
        return authenticator.isForThisMachineOnly() && !ThisMachine.isNamed(withoutPort(host))
                ? ThisMachine.refusal("The host of the call")
                : null;
    }

    /**
     * Who reads: by a header {@code Authorization}, or else by a ticket. Emits a {@link RefusedException} when nobody
     * who may, or when they call too often. A call from nowhere is not counted: see {@link CallRates#counted}. To ask
     * for the keys of a tokens' issuer takes time, so it is not done on the thread that subscribes.
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
     * Counts a call of somebody who need not show who they are.
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
