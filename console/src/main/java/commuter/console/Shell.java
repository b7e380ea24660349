package commuter.console;

import commuter.console.session.Session;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/** Verbs at a prompt, with a history and completion. */
final class Shell {
    private static final String PROMPT = "commuter> ";

    private final Session session;
    private final LineExecutor lineExecutor;
    private final LineReader reader;

    Shell(Session session, Terminal terminal, Path history) {
        this.session = session;
        this.lineExecutor = new LineExecutor(session);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("commuter")
                .completer(new Completion(lineExecutor.verbs()))
                .variable(LineReader.HISTORY_FILE, history)
                // Exclamation marks have no special meaning.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        terminal.handle(Signal.INT, signal -> session.interrupts().interrupt());
    }

    /** Returns when the user leaves. */
    int run() {
        session.screen().line("help lists the verbs, TAB completes, Ctrl-D leaves.");
        lineExecutor.run("connect");
        while (!session.isLeft()) {
            try {
                lineExecutor.run(reader.readLine(PROMPT));
            } catch (UserInterruptException e) {
                // Only the line is cancelled, not the console.
            } catch (EndOfFileException e) {
                session.leave();
            }
        }
        return 0;
    }
}
