package commuter.notifier.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** How messages look on the wire: a server's WebSocket frames, which are not masked, or events of an event stream. */
public enum Framing {
    WEB_SOCKET {
        @Override
        ByteBuf frame(ByteBufAllocator allocator, Message message) {
            return frame(allocator, TEXT, message.text());
        }

        @Override
        ByteBuf ping(ByteBufAllocator allocator) {
            return frame(allocator, PING, new byte[0]);
        }

        @Override
        ByteBuf close(ByteBufAllocator allocator, int code, String text) {
            byte[] reason = text.getBytes(UTF_8);
            return control(allocator, CLOSE, 2 + reason.length).writeShort(code).writeBytes(reason);
        }

        private static ByteBuf frame(ByteBufAllocator allocator, int opcode, byte[] payload) {
            int length = payload.length;
            ByteBuf frame = allocator.directBuffer(LONGEST_HEADER + length).writeByte(FINAL | opcode);
            if (length < 126) {
                frame.writeByte(length);
            } else if (length <= 0xffff) {
                frame.writeByte(126).writeShort(length);
            } else {
                frame.writeByte(127).writeLong(length);
            }
            return frame.writeBytes(payload);
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
            // A line break of JSON stands between its tokens, and would end the line of the event stream.
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

    private static final int FINAL = 0x80;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xa;
    private static final int LONGEST_HEADER = 10;

    abstract ByteBuf frame(ByteBufAllocator allocator, Message message);

    abstract ByteBuf ping(ByteBufAllocator allocator);

    abstract ByteBuf close(ByteBufAllocator allocator, int code, String text);

    /** The answer to a client's ping, with what the ping carried. */
    static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
        return control(allocator, PONG, payload.readableBytes()).writeBytes(payload);
    }

    private static ByteBuf control(ByteBufAllocator allocator, int opcode, int length) {
        return allocator.directBuffer(2 + length).writeByte(FINAL | opcode).writeByte(length);
    }
}
