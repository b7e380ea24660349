package commuter.console.session;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The addresses of the services. */
public record Addresses(URI reservoir, URI spawner, URI notifier) {
    private static final int RESERVOIR_PORT = 4000;
    private static final int SPAWNER_PORT = 4001;
    private static final int NOTIFIER_PORT = 8080;

    /**
     * The addresses of the services for a reservoir: if no others are given, on the same host at their usual ports.
     *
     * @param reservoir a host, host:port, or URL
     * @throws ConsoleException when an address is invalid
     */
    public static Addresses of(String reservoir, @Nullable String spawner, @Nullable String notifier) {
        URI first = address(reservoir, RESERVOIR_PORT);
        return new Addresses(
                first,
                spawner == null ? withPort(first, SPAWNER_PORT) : address(spawner, SPAWNER_PORT),
                notifier == null ? withPort(first, NOTIFIER_PORT) : address(notifier, NOTIFIER_PORT));
    }

    private static URI address(String text, int port) {
        String url = text.contains("://") ? text : "http://" + text;
        try {
            URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return uri.getPort() < 0 && !text.contains("://") ? withPort(uri, port) : uri;
            }
        } catch (IllegalArgumentException e) {
            // The same answer as for an address without a host.
        }
        throw new ConsoleException("'" + text + "' is no address: give a host, host:port, or http://host:port");
    }

    private static URI withPort(URI uri, int port) {
        return URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port);
    }

    /** The address of the notifier's WebSocket. */
    public URI stream() {
        return URI.create(notifier.toString().replaceFirst("^http", "ws") + "/ws/stream");
    }
}
