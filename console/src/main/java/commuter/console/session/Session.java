package commuter.console.session;

import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The state of one user's session: the services and their addresses, the output, and the ids that were shown. */
public final class Session {
    private final Services services;
    private final Screen screen;
    private final SeenIds seenIds = new SeenIds();
    private final Interrupts interrupts = new Interrupts();
    private volatile Addresses addresses;
    private volatile boolean left;

    public Session(Addresses addresses, Services services, Screen screen) {
        this.addresses = addresses;
        this.services = services;
        this.screen = screen;
    }

    public Services services() {
        return services;
    }

    public Screen screen() {
        return screen;
    }

    public SeenIds seen() {
        return seenIds;
    }

    public Interrupts interrupts() {
        return interrupts;
    }

    /** The user wants to leave. */
    public void leave() {
        left = true;
    }

    public boolean isLeft() {
        return left;
    }

    public Addresses addresses() {
        return addresses;
    }

    public URI reservoir() {
        return addresses.reservoir();
    }

    public URI spawner() {
        return addresses.spawner();
    }

    public void goTo(Addresses elsewhere) {
        addresses = elsewhere;
    }

    /** Reads the names of routes and depots, if the spawner answers. */
    public void lookAround() {
        try {
            seenIds.learnNetwork(services.get(spawner(), "/api/network", Query.none()));
        } catch (ConsoleException e) {
            // Then there are fewer completions.
        }
    }

    /** Shows one passenger as a table, or the answer unchanged. */
    public void showPassenger(JsonNode passenger) {
        show(passenger, JsonNodeFactory.instance.arrayNode().add(passenger));
    }

    /**
     * Shows the passengers of a page as a table, or the page unchanged.
     *
     * @param summary is shown below the table
     */
    public void showPage(JsonNode page, String summary) {
        show(page, page.path("data"));
        if (!screen.asJson()) {
            screen.line(summary);
        }
    }

    private void show(JsonNode answer, JsonNode passengers) {
        passengers.forEach(seenIds::learnPassenger);
        if (screen.asJson()) {
            screen.json(answer);
        } else {
            screen.table(PassengerTable.of(passengers));
        }
    }
}
