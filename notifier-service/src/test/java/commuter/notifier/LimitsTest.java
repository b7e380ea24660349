package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody takes all places, or holds one without a word. */
class LimitsTest {
    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        notifier = Notifier.start(
                "--commuter.notifier.max-connections-per-address=2", "--commuter.notifier.handshake-timeout=300ms");
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void oneClientTooManyOfAnAddressIsRefusedWith429AndThePlaceIsFreeWhenAnotherGoes() throws Exception {
        try (Client one = notifier.connect()) {
            Client two = notifier.connect();
            assertThat(status()).isEqualTo("429");
            two.close();
            Awaitility.await().until(() -> status().equals("101"));
            one.expectNothingMore();
        }
    }

    @Test
    void aConnectionOnWhichNoRequestComesIsEnded() throws IOException {
        try (Socket silent = new Socket("localhost", notifier.port());
                Socket slow = new Socket("localhost", notifier.port())) {
            silent.setSoTimeout(30_000);
            slow.setSoTimeout(30_000);
            slow.getOutputStream().write("GET /ws/stream HTTP/1.1\r\nHost: local".getBytes("US-ASCII"));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static String status() throws IOException {
        try (RawClient client = new RawClient(notifier.port(), "http://localhost:" + notifier.port())) {
            return client.status();
        }
    }
}
