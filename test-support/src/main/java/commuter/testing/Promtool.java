package commuter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own tool, which checks metrics and alert rules. {@code bin/test} gets it from Debian's packages. */
public final class Promtool {
    /** Path of the program, or {@code none} to leave out the tests that need it. */
    public static final String PROPERTY = "commuter.promtool";

    private Promtool() {}

    /**
     * Runs it.
     *
     * @param folder in which it runs
     * @param input its standard input
     * @return what it said
     * @throws AssertionError with what it said, when it is not content
     */
    public static String run(Path folder, String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty(PROPERTY, "promtool")));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("promtool", ".txt");
        try {
            Process process = start(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile()));
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            int result = process.waitFor();
            String text = Files.readString(said);
            if (result != 0) {
                throw new AssertionError(String.join(" ", command) + " ends with " + result + ":\n" + text);
            }
            return text;
        } finally {
            Files.delete(said);
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    "The tests of metrics and alerts need promtool (Debian: apt-get install prometheus, or bin/test, which"
                            + " fetches it), or -D" + PROPERTY + "=none to leave them out",
                    e);
        }
    }
}
