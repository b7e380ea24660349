package commuter.reservoir.health;

/** What a batch needs, and may find down. */
public enum Dependency {
    STRAPI("Strapi"),
    REDIS("Redis");

    private final String title;

    Dependency(String title) {
        this.title = title;
    }

    /** The name for logs and health. */
    public String title() {
        return title;
    }
}
