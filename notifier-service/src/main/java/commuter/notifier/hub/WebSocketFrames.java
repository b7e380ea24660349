package commuter.notifier.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** A server's frames of RFC 6455, which are not masked. */
final class WebSocketFrames {
    private static final int FINAL = 0x80;
    private static final int DEFLATED = 0x40;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xa;
    private static final int LONGEST_HEADER = 10;

    private WebSocketFrames() {}

    static ByteBuf text(ByteBufAllocator allocator, byte[] text) {
        return frame(allocator, FINAL | TEXT, text);
    }

    /** The same for a client with permessage-deflate (RFC 7692). */
    static ByteBuf deflatedText(ByteBufAllocator allocator, byte[] text) {
        return frame(allocator, FINAL | DEFLATED | TEXT, Deflate.message(text));
    }

    static ByteBuf ping(ByteBufAllocator allocator) {
        return control(allocator, PING, 0);
    }

    /** The answer to a client's ping, with the payload of the ping. */
    static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
        return control(allocator, PONG, payload.readableBytes()).writeBytes(payload);
    }

    static ByteBuf close(ByteBufAllocator allocator, int code, String text) {
        byte[] reason = text.getBytes(UTF_8);
        return control(allocator, CLOSE, 2 + reason.length).writeShort(code).writeBytes(reason);
    }

    private static ByteBuf frame(ByteBufAllocator allocator, int firstByte, byte[] payload) {
        int length = payload.length;
        ByteBuf frame = allocator.directBuffer(LONGEST_HEADER + length).writeByte(firstByte);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length <= 0xffff) {
            frame.writeByte(126).writeShort(length);
        } else {
            frame.writeByte(127).writeLong(length);
        }
        return frame.writeBytes(payload);
    }

    private static ByteBuf control(ByteBufAllocator allocator, int opcode, int length) {
        return allocator.directBuffer(2 + length).writeByte(FINAL | opcode).writeByte(length);
    }
}
