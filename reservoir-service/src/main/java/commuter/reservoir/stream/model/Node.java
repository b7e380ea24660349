package commuter.reservoir.stream.model;

import commuter.schemas.EventType;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The names of the topology's nodes and stores. State and metrics use them: renaming a store loses its state. */
public final class Node {
    public static final String SPAWN_REQUESTS = "spawn-requests";
    public static final String COMMANDS = "commands";
    public static final String ACCEPT_SPAWN_REQUESTS = "accept-spawn-requests";
    public static final String ACCEPT_COMMANDS = "accept-commands";
    public static final String RESERVOIR = "reservoir";

    public static final String LIFECYCLE = "lifecycle";
    public static final String COMMAND_RESULTS = "command-results";
    public static final String RESERVOIR_STATS = "reservoir-stats";
    public static final String DEAD_LETTERS = "dead-letters";
    public static final String SPAWN_REQUESTS_GOING_HOME = "spawn-requests-going-home";
    public static final String COMMANDS_GOING_HOME = "commands-going-home";

    public static final String PASSENGER_STORE = "passengers";
    public static final String OUTBOX_STORE = "outbox";
    public static final String RESERVOIR_STORE = "reservoirs";
    public static final String RESULT_STORE = "command-results";

    private static final Map<EventType, String> EVENTS = new EnumMap<>(EventType.class);

    static {
        for (EventType type : EventType.values()) {
            EVENTS.put(type, "passenger." + type.name().toLowerCase(Locale.ROOT));
        }
    }

    private Node() {}

    /** The sink of one event type's own topic. */
    public static String eventsOf(EventType type) {
        return Objects.requireNonNull(EVENTS.get(type));
    }
}
