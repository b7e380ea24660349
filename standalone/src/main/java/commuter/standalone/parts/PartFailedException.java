package commuter.standalone.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A part that did not start, or ended. The message is one line for people: which part, what happened, and the path of
 * its log.
 */
public final class PartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LAST_LINES = 12;

    private final String part;
    private final transient Path log;

    public PartFailedException(String part, String problem, Path log) {
        super(part + " " + problem + ". Its log: " + log);
        this.part = part;
        this.log = log;
    }

    public String part() {
        return part;
    }

    /** The end of the part's log; empty when there is none. */
    public List<String> lastLogLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (MalformedInputException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
