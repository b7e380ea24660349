package commuter.system.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service logs from now on. */
public record LogTail(Path file, long from) {
    private static final Pattern ENTRY = Pattern.compile("^\\S*\\d\\d:\\d\\d:\\d\\d\\S*\\s+(\\w+)\\b.*");
    private static final Pattern OUR_CODE = Pattern.compile("^\\s+at commuter\\..*");

    public static LogTail of(Path file) {
        try {
            return new LogTail(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first lines of the warnings and errors whose stack trace contains our own code. */
    public List<String> failures() throws IOException {
        List<String> failures = new ArrayList<>();
        String entry = "";
        boolean serious = false;
        for (String line : read().lines().toList()) {
            Matcher begun = ENTRY.matcher(line);
            if (begun.matches()) {
                entry = line;
                serious = begun.group(1).equals("WARN") || begun.group(1).equals("ERROR");
            } else if (serious && OUR_CODE.matcher(line).matches()) {
                failures.add(entry + '\n' + line);
                serious = false;
            }
        }
        return failures;
    }

    private String read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
