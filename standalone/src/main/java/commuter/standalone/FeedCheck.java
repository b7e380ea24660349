package commuter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.standalone.data.RefusedException;
import java.io.IOException;
import java.nio.file.Path;

/** Lets the spawner look at a feed before anything starts: only the spawner reads feeds. */
final class FeedCheck {
    private FeedCheck() {}

    /** @throws RefusedException when the feed cannot be used; it names file, line and field */
    static void check(Checkout checkout, Path feed) throws IOException {
        Process checking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        checkout.jar("spawner-service").toString(),
                        "--check-gtfs=" + feed)
                .redirectErrorStream(true)
                .start();
        checking.getOutputStream().close();
        String output = new String(checking.getInputStream().readAllBytes(), UTF_8);
        if (checking.onExit().join().exitValue() != 0) {
            throw new RefusedException(output.strip());
        }
    }
}
