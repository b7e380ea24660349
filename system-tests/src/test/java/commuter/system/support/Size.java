package commuter.system.support;

/** How large a test is: small enough for every build, or as large as the promise, with {@code -Dcommuter.soak=true}. */
public final class Size {
    private static final boolean SOAK = Boolean.getBoolean("commuter.soak");

    private Size() {}

    public static int of(int usual, int soak) {
        return SOAK ? soak : usual;
    }
}
