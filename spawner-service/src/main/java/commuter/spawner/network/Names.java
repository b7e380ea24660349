package commuter.spawner.network;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists ids for people. */
public final class Names {
    private static final int NAMED = 10;

    private Names() {}

    /** The first ten of the ids, and the number of the others. */
    public static String some(Collection<String> ids) {
        String some = ids.stream().limit(NAMED).map(Names::one).collect(Collectors.joining(", "));
        return ids.size() <= NAMED ? some : some + " and " + (ids.size() - NAMED) + " more";
    }

    /** With quotes only if necessary. */
    private static String one(String id) {
        return id.matches("[\\w.:/-]{1,60}") ? id : Quote.of(id);
    }
}
