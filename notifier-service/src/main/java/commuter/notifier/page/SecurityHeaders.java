package commuter.notifier.page;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Allows the page to load nothing from elsewhere except the configured map tiles, and forbids other pages to frame it.
 */
@Component
class SecurityHeaders implements WebFilter {
    private final String contentSecurityPolicy;

    SecurityHeaders(MapSettings map) {
        contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
                + ("'self' " + map.tilesSource()).strip()
                + "; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("Content-Security-Policy", contentSecurityPolicy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        return chain.filter(exchange);
    }
}
