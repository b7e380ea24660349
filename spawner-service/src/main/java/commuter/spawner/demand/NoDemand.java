package commuter.spawner.demand;

/** Why no passenger ever appears in a reservoir. */
enum NoDemand {
    NO_BOARDING("nobody may board there, or no building lies along the routes"),
    NO_BUILDINGS("no building lies around (see the file of buildings, and commuter.demand.buildings-per-stop)"),
    NO_RATE("the rules give a base rate of 0"),
    NO_SERVICE("no trip runs there any more (see calendar.txt and calendar_dates.txt)"),
    NO_HOURS("the rules give 0 for all hours or days at which trips run");

    private final String reason;

    NoDemand(String reason) {
        this.reason = reason;
    }

    /** The reason, for people. */
    String reason() {
        return reason;
    }
}
