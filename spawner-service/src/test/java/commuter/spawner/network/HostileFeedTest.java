package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed that is larger than it seems is refused before it fills memory or disk. */
class HostileFeedTest {
    private static final FeedLimits SMALL = new FeedLimits(100_000, 1_000_000);

    @TempDir
    Path temp;

    private FeedFolder feed;

    @BeforeEach
    void soundFeed() throws IOException {
        feed = new FeedFolder(Files.createDirectory(temp.resolve("feed")));
    }

    @Test
    void aZipThatUnpacksToTooMuchIsRefused() throws IOException {
        feed.rewrite("stop_times.txt", text -> text + "T9,,,S1,1\n".repeat(100_000));
        Path zip = feed.zipTo(temp.resolve("feed.zip"));

        assertThat(Files.size(zip)).isLessThan(SMALL.zipBytes());
        assertThatThrownBy(() -> NetworkReader.read(zip.toString(), SMALL))
                .hasMessage("gtfs " + zip + ": stop_times.txt: the feed unpacks to more than 1000000 bytes"
                        + " (commuter.feed.max-unpacked)");
    }

    @Test
    void aZipThatIsTooLargeIsRefused() throws IOException {
        Path zip = feed.zipTo(temp.resolve("feed.zip"));
        FeedLimits smaller = new FeedLimits(100, 1_000_000);

        assertThatThrownBy(() -> NetworkReader.read(zip.toString(), smaller))
                .hasMessage("gtfs " + zip + ": is larger than 100 bytes (commuter.feed.max-zip)");
    }

    @Test
    void anAddressThatSendsTooMuchIsRefused() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[10_000]);
                }
            }
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/feed.zip";
        try {
            assertThatThrownBy(() -> NetworkReader.read(address, SMALL))
                    .hasMessage("gtfs " + address
                            + ": cannot be fetched: it is larger than 100000 bytes (commuter.feed.max-zip)");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aZipOfManyFilesIsRefused() throws IOException {
        Path zip = temp.resolve("feed.zip");
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i <= ZipDirectory.MOST_ENTRIES; i++) {
                entries.putNextEntry(new ZipEntry("f" + i));
            }
        }

        assertThatThrownBy(() -> NetworkReader.read(zip.toString()))
                .hasMessage("gtfs " + zip + ": has more than 10000 files in it: pack those of the feed alone");
    }

    @Test
    void aQuoteThatIsNeverClosedDoesNotFillMemory() throws IOException {
        feed.rewrite(
                "stop_times.txt",
                text -> text + "\"T1,06:00:00\n" + "x".repeat(99).concat("\n").repeat(20_000));

        assertThatThrownBy(() -> NetworkReader.read(feed.path().toString()))
                .hasMessageContaining("stop_times.txt: cannot be read: the record that begins at line 8 has more than"
                        + " 1000000 characters; is a quote not closed?");
    }

    @Test
    void aLineWithoutEndDoesNotFillMemory() throws IOException {
        feed.rewrite("stops.txt", text -> text + "S9," + "x".repeat(2_000_000));

        assertThatThrownBy(() -> NetworkReader.read(feed.path().toString()))
                .hasMessageContaining("stops.txt: cannot be read: the record that begins at line 5 has more than");
    }

    @Test
    void moreRowsThanFitIntoTheHeapAreRefused() {
        FeedBudget budget = new FeedBudget("gtfs feed.zip", 1_000_000, 1_000);
        budget.row("stops.txt", 2, 600);

        assertThatThrownBy(() -> budget.row("trips.txt", 3, 600))
                .hasMessageStartingWith(
                        "gtfs feed.zip: trips.txt line 3: the feed has more rows than fit into a heap of");
    }

    @Test
    void aFileInUtf16IsNamed() throws IOException {
        feed.writeBytes("stops.txt", "\uFEFFstop_id,stop_lat,stop_lon\n".getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> NetworkReader.read(feed.path().toString()))
                .hasMessageContaining(
                        "stops.txt: cannot be read: it is UTF-16; GTFS wants UTF-8: save the file as that");
    }

    @Test
    void textIsDecodedWhereverTheBufferEnds() throws IOException {
        for (int length = 8180; length < 8200; length++) {
            String text = "x".repeat(length) + "\u00E9\uD83D\uDE8B" + "y".repeat(8192);
            assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        }
        String latin = "\u00E9".repeat(20_000);
        assertThat(read(latin.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(latin);
    }

    private static String read(byte[] bytes) throws IOException {
        StringBuilder text = new StringBuilder();
        try (FeedText reader = new FeedText(new ByteArrayInputStream(bytes))) {
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                text.append((char) next);
            }
        }
        return text.toString();
    }
}
