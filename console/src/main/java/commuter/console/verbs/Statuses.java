package commuter.console.verbs;

import java.util.Iterator;
import java.util.List;

/** The statuses of a passenger. */
final class Statuses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return List.of("WAITING", "BOARDED", "ALIGHTED", "CANCELLED", "EXPIRED").iterator();
    }
}
