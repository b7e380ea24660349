package commuter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.standalone.data.StartRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lets the spawner check a feed before anything starts: only the spawner reads feeds. */
final class FeedCheck {
    private static final int WARNINGS_SHOWN = 10;

    private FeedCheck() {}

    /**
     * The spawner's lines about the feed: its size, and what is left out of it.
     *
     * @throws StartRefusedException when the feed cannot be used; it names file, line and field
     */
    static List<String> check(Checkout checkout, Path feed) throws IOException {
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
            throw new StartRefusedException(output.strip());
        }
        List<String> lines = output.lines().toList();
        List<String> shown = new ArrayList<>();
        shown.add("Feed: " + lines.get(lines.size() - 1));
        List<String> warnings = lines.subList(0, lines.size() - 1);
        shown.addAll(warnings.subList(0, Math.min(warnings.size(), WARNINGS_SHOWN)));
        if (warnings.size() > WARNINGS_SHOWN) {
            shown.add("and " + (warnings.size() - WARNINGS_SHOWN) + " more warnings");
        }
        return shown;
    }
}
