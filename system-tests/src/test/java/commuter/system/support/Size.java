package commuter.system.support;

/**
 * The size of a test: small enough for every build, or the full size of the guarantee, with
 * {@code -Dcommuter.soak=true}.
 */
public final class Size {
    private static final boolean SOAK = Boolean.getBoolean("commuter.soak");

    private Size() {}

    public static int of(int usual, int soak) {
        return SOAK ? soak : usual;
    }
}
