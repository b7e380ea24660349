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

/**
 * The refusal of a request for a stream: the status, and a problem (RFC 9457) that gives the reason. The connection is
 * closed afterwards.
 */
record StreamRefusal(HttpResponseStatus status, String detail, String header, String value) {

    static StreamRefusal of(HttpResponseStatus status, String detail) {
        return new StreamRefusal(status, detail, "", "");
    }

    /** The same for a caller who failed authentication or authorization. */
    static StreamRefusal of(commuter.access.Refusal streamRefusal) {
        StreamRefusal answer = of(HttpResponseStatus.valueOf(streamRefusal.status()), streamRefusal.detail());
        if (streamRefusal.retryAfterSeconds() != null) {
            return answer.with(HttpHeaderNames.RETRY_AFTER, streamRefusal.retryAfterSeconds());
        }
        return streamRefusal.challenge() == null
                ? answer
                : answer.with(HttpHeaderNames.WWW_AUTHENTICATE, streamRefusal.challenge());
    }

    /** The same for a client whose request is invalid or not allowed. */
    static StreamRefusal of(InvalidMessageException invalid) {
        boolean forbidden = invalid.problem().code().equals(InvalidMessageException.FORBIDDEN);
        return of(
                forbidden ? HttpResponseStatus.FORBIDDEN : HttpResponseStatus.BAD_REQUEST,
                invalid.problem().message());
    }

    private record Problem(String title, int status, String detail) {}

    StreamRefusal with(CharSequence name, String headerValue) {
        return new StreamRefusal(status, detail, name.toString(), headerValue);
    }

    /** Sends it as the answer to a request, without the body if the method is HEAD. */
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
