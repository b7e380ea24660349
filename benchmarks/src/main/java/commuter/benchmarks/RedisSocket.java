package commuter.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** A direct connection to Redis: one command after the other. Not thread-safe. */
final class RedisSocket implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RedisSocket(String url) throws IOException {
        URI address = URI.create(url);
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        if (address.getUserInfo() != null) {
            logIn(address.getUserInfo().substring(address.getUserInfo().indexOf(':') + 1));
        }
    }

    private void logIn(String password) throws IOException {
        send("AUTH", password);
        String answer = line();
        if (!answer.equals("+OK")) {
            throw new IOException("Redis does not take the password: " + answer);
        }
    }

    /** The length of the value. */
    int get(String key) throws IOException {
        send("GET", key);
        int length = Integer.parseInt(line().substring(1));
        if (length >= 0) {
            in.readFully(new byte[length + 2]);
        }
        return length;
    }

    void delete(String key) throws IOException {
        send("DEL", key);
        line();
    }

    private void send(String command, String argument) throws IOException {
        String text = "*2\r\n$" + command.length() + "\r\n" + command + "\r\n$" + argument.length() + "\r\n" + argument
                + "\r\n";
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis has closed the connection");
            }
            line.append((char) c);
        }
        int unused = in.read();
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
