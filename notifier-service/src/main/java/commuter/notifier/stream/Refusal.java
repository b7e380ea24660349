package commuter.notifier.stream;

import commuter.schemas.Json;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** A request that gets no stream: the status, and a problem (RFC 9457) that says why. The connection ends with it. */
record Refusal(HttpResponseStatus status, String detail, String header, String value) {

    static Refusal of(HttpResponseStatus status, String detail) {
        return new Refusal(status, detail, "", "");
    }

    /** The same for a caller who is not let in. */
    static Refusal of(commuter.access.Refusal refusal) {
        Refusal answer = of(HttpResponseStatus.valueOf(refusal.status()), refusal.detail());
        return refusal.challenge() == null
                ? answer
                : answer.with(HttpHeaderNames.WWW_AUTHENTICATE, refusal.challenge());
    }

    private record Problem(String title, int status, String detail) {}

    Refusal with(CharSequence name, String headerValue) {
        return new Refusal(status, detail, name.toString(), headerValue);
    }

    void send(ChannelHandlerContext context) {
        byte[] body = Json.write(new Problem(status.reasonPhrase(), status.code(), detail));
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close");
        if (!header.isEmpty()) {
            response.headers().set(header, value);
        }
        var unused = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
