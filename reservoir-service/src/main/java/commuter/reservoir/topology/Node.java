package commuter.reservoir.topology;

import commuter.schemas.EventType;

/** The names of the topology's nodes and stores. They are part of state and metrics: renaming one loses its state. */
final class Node {
    static final String SPAWN_REQUESTS = "spawn-requests";
    static final String COMMANDS = "commands";
    static final String ACCEPT_SPAWN_REQUESTS = "accept-spawn-requests";
    static final String ACCEPT_COMMANDS = "accept-commands";
    static final String RESERVOIR = "reservoir";

    static final String LIFECYCLE = "lifecycle";
    static final String COMMAND_RESULTS = "command-results";
    static final String RESERVOIR_STATS = "reservoir-stats";
    static final String DEAD_LETTERS = "dead-letters";
    static final String SPAWN_REQUESTS_GOING_HOME = "spawn-requests-going-home";
    static final String COMMANDS_GOING_HOME = "commands-going-home";

    static final String PASSENGER_STORE = "passengers";
    static final String OUTBOX_STORE = "outbox";
    static final String RESERVOIR_STORE = "reservoirs";
    static final String RESULT_STORE = "command-results";

    private Node() {}

    /** The sink of one event type's own topic. */
    static String eventsOf(EventType type) {
        return type.cloudEventType();
    }
}
