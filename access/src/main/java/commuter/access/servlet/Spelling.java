package commuter.access.servlet;

import java.util.Locale;

/** Whether a name may be a misspelling of another one. */
final class Spelling {
    private static final int MOST_CHANGES = 2;
    private static final int LONGEST = 64;

    private Spelling() {}

    /**
     * Allows up to two letters that were added, left out, changed or swapped. Case and the characters between words do
     * not matter.
     */
    static boolean isNear(String written, String meant) {
        String one = letters(written);
        String other = letters(meant);
        return one.length() <= LONGEST
                && (one.equals(other) || changes(one, other) <= Math.min(MOST_CHANGES, other.length() / 3));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Levenshtein's distance, in which a swap of two neighbours counts as one change. */
    private static int changes(String one, String other) {
        int[][] d = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, i, j, one, other);
            }
        }
        return d[one.length()][other.length()];
    }

    private static int cheapest(int[][] d, int i, int j, String one, String other) {
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
