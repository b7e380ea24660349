package commuter.console.verbs;

import commuter.console.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "quit", aliases = "exit", description = "Leaves the console; so does Ctrl-D.")
final class QuitVerb implements Callable<Integer> {
    private final Session session;

    QuitVerb(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.leave();
        return 0;
    }
}
