package commuter.notifier.stream;

import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/** Decodes the frames of one client, and knows the size of an incomplete one. For its event loop only. */
final class FrameDecoder extends WebSocket13FrameDecoder {

    /**
     * @param maxBytes the longest payload of a frame
     * @param deflating whether permessage-deflate was agreed
     */
    FrameDecoder(int maxBytes, boolean deflating) {
        super(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxBytes)
                .allowExtensions(deflating)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build());
    }

    long undecodedBytes() {
        return actualReadableBytes();
    }
}
