package commuter.standalone.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Simple requests over TCP to ports of this machine. */
public final class Tcp {
    private static final int PATIENCE_MILLIS = 1000;

    private Tcp() {}

    public static boolean accepts(int port) {
        try (Socket socket = connect(port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the port answers a line with the expected one. */
    public static boolean answers(int port, String line, String expected) {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(expected.length());
            return new String(answer, US_ASCII).equals(expected);
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
