package commuter.notifier.stream;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The extension permessage-deflate (RFC 7692), by which a batch is deflated once for all its clients. Every message
 * stands alone, in both directions: nothing has to be remembered for a connection.
 */
final class PerMessageDeflate {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_ALONE = "server_no_context_takeover";
    private static final String CLIENT_ALONE = "client_no_context_takeover";

    /** What is not among them, as a smaller window of the server's, cannot be had with bytes that suit everybody. */
    private static final Set<String> UNDERSTOOD = Set.of(SERVER_ALONE, CLIENT_ALONE, "client_max_window_bits");

    /** The answer to an offer that can be taken. */
    static final String AGREED = String.join("; ", NAME, SERVER_ALONE, CLIENT_ALONE);

    private PerMessageDeflate() {}

    /** Whether one of the offers in these headers can be taken. */
    static boolean isOffered(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .anyMatch(PerMessageDeflate::canBeTaken);
    }

    /** Netty's own parser throws at an offer without a name. */
    private static boolean canBeTaken(String offer) {
        List<String> parts =
                Arrays.stream(offer.split(";", -1)).map(String::trim).toList();
        return parts.get(0).equalsIgnoreCase(NAME)
                && parts.stream().skip(1).allMatch(part -> UNDERSTOOD.contains(part.split("=", 2)[0].trim()));
    }

    /** Inflates what a client sends; a message of more bytes than that, inflated, is an error. */
    static ChannelHandler decoder(int maxBytes) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put(SERVER_ALONE, null);
        parameters.put(CLIENT_ALONE, null);
        WebSocketServerExtension extension = new PerMessageDeflateServerExtensionHandshaker(
                        0, false, PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE, true, true, maxBytes)
                .handshakeExtension(new WebSocketExtensionData(NAME, parameters));
        return extension.newExtensionDecoder();
    }
}
