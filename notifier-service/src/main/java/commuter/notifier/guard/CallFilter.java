package commuter.notifier.guard;

import commuter.access.Caller;
import commuter.access.DotSegments;
import commuter.access.Refusal;
import commuter.access.RefusedException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Checks all calls except the streams, which are checked elsewhere. Files of the page and health are open, the rest
 * needs the scope read: a new call that is forgotten here is not open. Controllers find the caller in the attribute
 * {@link #CALLER}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class CallFilter implements WebFilter {
    static final String CALLER = "caller";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Pattern OF_THE_PAGE = Pattern.compile("/|/(?!api/|actuator/)[\\w./-]+\\.[a-z0-9]+");

    private static final Refusal MALFORMED =
            new Refusal(400, "Bad Request", "The address of this call has a part . or ..: leave it out", null, null);
    private static final Pattern HEALTH = Pattern.compile("/actuator/health(/.*)?");
    /**
     * What a caller who is restricted to some routes may call. The map shows only the names of other routes. The
     * remaining calls are forwarded to the reservoir, which checks the routes of each call.
     */
    private static final Pattern OF_ROUTES =
            Pattern.compile("/api/network|" + TicketController.PATH + "|/api/passengers(/[^/]+(/(board|cancel))?)?");

    private final RequestAuthenticator requestAuthenticator;
    private final OriginCheck origins;

    CallFilter(RequestAuthenticator requestAuthenticator, OriginCheck origins) {
        this.requestAuthenticator = requestAuthenticator;
        this.origins = origins;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getPath().pathWithinApplication().value();
        String shown = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (DotSegments.areIn(path)) {
            return refuse(exchange.getResponse(), MALFORMED);
        }
        Refusal foreign = requestAuthenticator.foreign(request.getHeaders().getFirst(HttpHeaders.HOST));
        if (foreign != null) {
            return refuse(exchange.getResponse(), foreign);
        }
        if (isOfAForeignPage(request)) {
            return refuse(
                    exchange.getResponse(),
                    Refusal.forbidden("commuter.notifier.allowed-origins does not list the origin of the page"));
        }
        if (isPublic(request.getMethod(), path, shown)) {
            return proceedCounted(exchange, chain);
        }
        return requestAuthenticator
                .reader(shown, null, counted(request))
                .doOnNext(caller -> check(caller, path))
                .map(caller -> proceed(caller, exchange, chain))
                .onErrorResume(RefusedException.class, e -> Mono.just(refuse(exchange.getResponse(), e.refusal())))
                .flatMap(answer -> answer);
    }

    private static @Nullable InetSocketAddress counted(ServerHttpRequest request) {
        return request instanceof ManagementCall ? null : request.getRemoteAddress();
    }

    private Mono<Void> proceedCounted(ServerWebExchange exchange, WebFilterChain chain) {
        try {
            requestAuthenticator.count(counted(exchange.getRequest()));
            return chain.filter(exchange);
        } catch (RefusedException e) {
            return refuse(exchange.getResponse(), e.refusal());
        }
    }

    /** Browsers send a preflight before such a call. This check is for those that do not. */
    private boolean isOfAForeignPage(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return !READING.contains(request.getMethod())
                && !HttpMethod.OPTIONS.equals(request.getMethod())
                && !origins.allows(headers.getFirst(HttpHeaders.ORIGIN), headers.getFirst(HttpHeaders.HOST));
    }

    /** The details of health are for authenticated callers. */
    private boolean isPublic(HttpMethod method, String path, @Nullable String shown) {
        return HEALTH.matcher(path).matches()
                ? shown == null && !requestAuthenticator.isOpen()
                : OF_THE_PAGE.matcher(path).matches() && READING.contains(method);
    }

    private static void check(Caller caller, String path) {
        if (caller.isRestricted() && !OF_ROUTES.matcher(path).matches()) {
            throw new RefusedException(
                    Refusal.forbidden("This caller is restricted to some routes, and this call is about all"));
        }
        // A stream that is opened with this ticket would end at once.
        if (path.equals(TicketController.PATH) && caller.hasEnded(Instant.now())) {
            throw new RefusedException(Refusal.invalid("The token has ended"));
        }
    }

    private static Mono<Void> proceed(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getAttributes().put(CALLER, caller);
        // Where the actuator looks for a caller who may see the details of health.
        return chain.filter(exchange)
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(caller.name(), null, List.of())));
    }

    private static Mono<Void> refuse(ServerHttpResponse response, Refusal refusal) {
        response.setStatusCode(HttpStatus.valueOf(refusal.status()));
        if (refusal.challenge() != null) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, refusal.challenge());
        }
        if (refusal.retryAfterSeconds() != null) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, Refusal.CONTENT_TYPE);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(refusal.toJson())));
    }
}
