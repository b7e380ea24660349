package commuter.standalone;

/** The ports that the pipeline serves, each with the option that changes it. */
public enum Port {
    KAFKA("Kafka", "--kafka-port", 9092),
    REDIS("Redis", "--redis-port", 6379),
    STRAPI("Strapi", "--strapi-port", 1337),
    RESERVOIR("the reservoir's HTTP API", "--reservoir-port", 4000),
    SPAWNER("the spawner's HTTP API", "--spawner-port", 4001),
    NOTIFIER("the dashboard and its WebSocket", "--notifier-port", 8080);

    private final String purpose;
    private final String option;
    private final int usual;

    Port(String purpose, String option, int usual) {
        this.purpose = purpose;
        this.option = option;
        this.usual = usual;
    }

    public String purpose() {
        return purpose;
    }

    public String option() {
        return option;
    }

    public int usual() {
        return usual;
    }
}
