package commuter.reservoir.health;

/** A system that a batch needs and that may be down. */
public enum Dependency {
    STRAPI("Strapi"),
    REDIS("Redis");

    private final String title;

    Dependency(String title) {
        this.title = title;
    }

    /** The name in logs and health. */
    public String title() {
        return title;
    }
}
