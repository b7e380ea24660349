package commuter.notifier.stream;

import commuter.schemas.Json;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
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
        if (refusal.retryAfterSeconds() != null) {
            return answer.with(HttpHeaderNames.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        return refusal.challenge() == null
                ? answer
                : answer.with(HttpHeaderNames.WWW_AUTHENTICATE, refusal.challenge());
    }

    /** The same for a client that asks for what cannot be understood or granted. */
    static Refusal of(InvalidMessageException invalid) {
        boolean forbidden = invalid.problem().code().equals(InvalidMessageException.FORBIDDEN);
        return of(
                forbidden ? HttpResponseStatus.FORBIDDEN : HttpResponseStatus.BAD_REQUEST,
                invalid.problem().message());
    }

    private record Problem(String title, int status, String detail) {}

    Refusal with(CharSequence name, String headerValue) {
        return new Refusal(status, detail, name.toString(), headerValue);
    }

    /** Sends it as the answer to a request, without the body if it asks for none. */
    void answer(ChannelHandlerContext context, HttpRequest request) {
        byte[] body = Json.write(new Problem(status.reasonPhrase(), status.code(), detail));
        boolean headOnly = HttpMethod.HEAD.equals(request.method());
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close");
        if (!header.isEmpty()) {
            response.headers().set(header, value);
        }
        var unused = context.writeAndFlush(response).addListener(sent -> LingeringClose.begin(context.pipeline()));
    }
}
