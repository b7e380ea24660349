package commuter.notifier.guard;

import commuter.notifier.NotifierSettings;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * CORS: lets pages of the listed origins make the calls that belong to the streams, above all for a ticket. Callers
 * still have to authenticate.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ListedPages implements WebFilter {
    private final Set<String> origins;

    ListedPages(NotifierSettings settings) {
        origins = settings.allowedOrigins().stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders asked = exchange.getRequest().getHeaders();
        String origin = asked.getOrigin();
        if (origin == null || !origins.contains(origin.toLowerCase(Locale.ROOT))) {
            return chain.filter(exchange);
        }
        HttpHeaders answer = exchange.getResponse().getHeaders();
        answer.setAccessControlAllowOrigin(origin);
        answer.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (!HttpMethod.OPTIONS.equals(exchange.getRequest().getMethod())
                || asked.getAccessControlRequestMethod() == null) {
            return chain.filter(exchange);
        }
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type");
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }
}
