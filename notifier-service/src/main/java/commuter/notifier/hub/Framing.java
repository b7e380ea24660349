package commuter.notifier.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The format of messages on the network: frames of a WebSocket, or events of an event stream. */
public enum Framing {
    WEB_SOCKET,

    /**
     * For a client that supports permessage-deflate: a message for several clients is compressed once for all of them.
     */
    DEFLATING_WEB_SOCKET {
        @Override
        ByteBuf sharedFrame(ByteBufAllocator allocator, Message message) {
            return message.text().length < WORTH_DEFLATING
                    ? frame(allocator, message)
                    : WebSocketFrames.deflatedText(allocator, message.text());
        }
    },

    EVENT_STREAM {
        @Override
        ByteBuf frame(ByteBufAllocator allocator, Message message) {
            ByteBuf frame = allocator.directBuffer(64 + message.text().length);
            if (message.cursor() != null) {
                frame.writeCharSequence("id: " + message.cursor() + "\n", US_ASCII);
            }
            frame.writeCharSequence("event: " + message.type() + "\ndata: ", US_ASCII);
            int start = frame.writerIndex();
            frame.writeBytes(message.text());
            // JSON may have line breaks between its tokens. They would end the line of the event stream.
            for (int i = start; i < frame.writerIndex(); i++) {
                if (frame.getByte(i) == '\n' || frame.getByte(i) == '\r') {
                    frame.setByte(i, ' ');
                }
            }
            return frame.writeByte('\n').writeByte('\n');
        }

        @Override
        ByteBuf ping(ByteBufAllocator allocator) {
            return allocator.directBuffer(2).writeByte(':').writeByte('\n');
        }

        @Override
        ByteBuf close(ByteBufAllocator allocator, int code, String text) {
            ByteBuf frame = allocator.directBuffer(128);
            frame.writeCharSequence(
                    "event: closed\ndata: {\"code\":" + code + ",\"reason\":\"" + text + "\"}\n\n", UTF_8);
            return frame;
        }
    };

    /** The size from which compression saves more than one packet: a batch has it, a single event does not. */
    private static final int WORTH_DEFLATING = 4096;

    /** A message for one client. */
    ByteBuf frame(ByteBufAllocator allocator, Message message) {
        return WebSocketFrames.text(allocator, message.text());
    }

    /** A message for many clients, so compression is worth the time. */
    ByteBuf sharedFrame(ByteBufAllocator allocator, Message message) {
        return frame(allocator, message);
    }

    ByteBuf ping(ByteBufAllocator allocator) {
        return WebSocketFrames.ping(allocator);
    }

    ByteBuf close(ByteBufAllocator allocator, int code, String text) {
        return WebSocketFrames.close(allocator, code, text);
    }
}
