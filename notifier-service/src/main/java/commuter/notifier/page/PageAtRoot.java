package commuter.notifier.page;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Serves the page's file at {@code /} for every kind of request. Spring's welcome page answers neither HEAD nor a
 * client that asks for JSON.
 */
@Component
class PageAtRoot implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean root =
                exchange.getRequest().getPath().pathWithinApplication().value().equals("/");
        return chain.filter(
                root
                        ? exchange.mutate()
                                .request(request -> request.path("/index.html"))
                                .build()
                        : exchange);
    }
}
