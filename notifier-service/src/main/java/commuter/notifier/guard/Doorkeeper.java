package commuter.notifier.guard;

import commuter.access.Access;
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
public final class Doorkeeper {
    private final Access access;
    private final CallRates rates;

    Doorkeeper(Access access, CallRates rates) {
        this.access = access;
        this.rates = rates;
    }

    /** Whether nothing has to be shown. */
    boolean isOpen() {
        return access.isOpen();
    }

    /**
     * Why a call cannot be meant for this service, whoever makes it; null when it can.
     *
     * @param host of the address that was called, with or without a port
     */
    public @Nullable Refusal foreign(@Nullable String host) {
        return access.isForThisMachineOnly() && !ThisMachine.isNamed(withoutPort(host))
                ? ThisMachine.refusal("The host of the call")
                : null;
    }

    /**
     * Who reads: by a header {@code Authorization}, or else by a ticket. Emits a {@link RefusedException} when nobody who may,
     * or when he calls too often; what is no key counts for the address. A call from nowhere is not counted.
     * To ask for the keys of a tokens' issuer takes time, so it is not done on the thread that subscribes.
     */
    public Mono<Caller> reader(
            @Nullable String authorization, @Nullable String ticket, @Nullable InetSocketAddress from) {
        if (access.isOpen()) {
            return Mono.fromCallable(() -> counted(Caller.ANYONE, from));
        }
        return Mono.fromCallable(() -> {
                    Caller caller = counted(known(authorization, ticket, from), from);
                    caller.require(Scope.READ);
                    return caller;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Counts a call of somebody who need not show who he is.
     *
     * @throws RefusedException when that are too many
     */
    void count(@Nullable InetSocketAddress from) {
        if (from != null) {
            rates.count(from.getAddress().getHostAddress());
        }
    }

    private Caller counted(Caller caller, @Nullable InetSocketAddress from) {
        if (from != null) {
            rates.count(caller, from.getAddress().getHostAddress());
        }
        return caller;
    }

    private Caller known(@Nullable String authorization, @Nullable String ticket, @Nullable InetSocketAddress from) {
        try {
            return authorization == null && ticket != null
                    ? access.identifyByTicket(ticket)
                    : access.identifyByHeader(authorization);
        } catch (RefusedException e) {
            count(from);
            throw e;
        }
    }

    private static @Nullable String withoutPort(@Nullable String host) {
        try {
            return host == null ? null : URI.create("http://" + host).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
