package commuter.access.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;

/** A body whose length nobody has told. */
final class LimitedStream extends ServletInputStream {
    private final ServletInputStream body;
    private final DataSize most;

    private long read;

    LimitedStream(ServletInputStream body, DataSize most) {
        this.body = body;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int next = body.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = body.read(into, offset, length);
        count(got);
        return got;
    }

    private void count(int got) {
        read += Math.max(0, got);
        if (read > most.toBytes()) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, BodyLimit.detail(most));
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
