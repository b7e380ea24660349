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
 * The extension permessage-deflate (RFC 7692), with which a batch is compressed once for all its clients. Every message
 * is compressed independently, in both directions, so a connection needs no state.
 */
final class PerMessageDeflate {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_ALONE = "server_no_context_takeover";
    private static final String CLIENT_ALONE = "client_no_context_takeover";

    /**
     * Parameters that are not listed, such as a smaller window of the server, are impossible with bytes that all
     * clients share.
     */
    private static final Set<String> UNDERSTOOD = Set.of(SERVER_ALONE, CLIENT_ALONE, "client_max_window_bits");

    /** The answer to an acceptable offer. */
    static final String AGREED = String.join("; ", NAME, SERVER_ALONE, CLIENT_ALONE);

    private PerMessageDeflate() {}

    /** Whether one of the offers in these headers is acceptable. */
    static boolean isOffered(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .anyMatch(PerMessageDeflate::canBeTaken);
    }

    /** Netty's own parser throws for an offer without a name. */
    private static boolean canBeTaken(String offer) {
        List<String> parts =
                Arrays.stream(offer.split(";", -1)).map(String::trim).toList();
        return parts.get(0).equalsIgnoreCase(NAME)
                && parts.stream().skip(1).allMatch(part -> UNDERSTOOD.contains(part.split("=", 2)[0].trim()));
    }

    /** Decompresses a client's message; more than this number of decompressed bytes is an error. */
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
