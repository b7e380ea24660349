package commuter.console.verbs;

import commuter.console.session.Session;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Completions for an argument: ids that were shown before. */
abstract class KnownIds implements Iterable<String> {
    private final Supplier<List<String>> ids;

    private KnownIds(Supplier<List<String>> ids) {
        this.ids = ids;
    }

    @Override
    public final Iterator<String> iterator() {
        return ids.get().iterator();
    }

    static final class Routes extends KnownIds {
        Routes(Session session) {
            super(session.seen()::routes);
        }
    }

    static final class Depots extends KnownIds {
        Depots(Session session) {
            super(session.seen()::depots);
        }
    }

    static final class Passengers extends KnownIds {
        Passengers(Session session) {
            super(session.seen()::passengers);
        }
    }
}
