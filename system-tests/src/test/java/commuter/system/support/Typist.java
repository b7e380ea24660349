package commuter.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.console.Console;
import commuter.console.ConsoleEnvironment;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** A user at the console, with a complete terminal except for the screen. */
public final class Typist implements AutoCloseable {
    public static final String TAB = "\t";
    public static final String CTRL_C = "\u0003";

    private static final int WIDTH = 200;
    private static final int HEIGHT = 50;

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream glass = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> console;
    private int shown;

    /** @param home where the history is kept */
    public Typist(Path home, String... arguments) throws IOException {
        PipedInputStream typed = new PipedInputStream(keys);
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        ConsoleEnvironment consoleEnvironment = new ConsoleEnvironment(
                Map.of(),
                home,
                new BufferedReader(new StringReader("")),
                nowhere,
                nowhere,
                () -> terminal(typed),
                true,
                true);
        console = CompletableFuture.supplyAsync(() -> Console.run(arguments, consoleEnvironment));
    }

    private Terminal terminal(PipedInputStream typed) {
        try {
            Terminal terminal = new ExternalTerminal("typist", "ansi", typed, glass, UTF_8);
            terminal.setSize(new Size(WIDTH, HEIGHT));
            return terminal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void type(String text) throws IOException {
        shown = screen().length();
        keys.write(text.getBytes(UTF_8));
        keys.flush();
    }

    /** Waits until the screen shows this text, which it did not show before the latest typing. */
    public void awaitScreen(String expected) {
        Eventually.until(
                "the screen shows '" + expected + "'",
                () -> screen().substring(shown).contains(expected));
    }

    /** Everything that was ever shown, including escape sequences. */
    public String screen() {
        return glass.toString(UTF_8);
    }

    /** Waits until the console has ended; returns its status. */
    public int status() throws Exception {
        return console.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        keys.close();
    }
}
