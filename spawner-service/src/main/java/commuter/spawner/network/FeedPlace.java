package commuter.spawner.network;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The folder, in a zip or on disk, that contains the feed: many feeds are packed together with their folder. Paths are
 * written with slashes, and end with one unless they are empty.
 *
 * @param folder of the feed
 * @param others folders within it that also contain a feed
 */
record FeedPlace(String folder, List<String> others) {
    /** Only a feed has a file with this name. */
    static final String KNOWN_FILE = "stop_times.txt";

    FeedPlace {
        others = List.copyOf(others);
    }

    /**
     * Finds the feed. If there are several, it is the one whose folder contains all the others.
     *
     * @param feed how errors call what was opened
     * @param files paths of files
     * @throws FeedException when there are several side by side
     */
    static FeedPlace find(String feed, List<String> files) {
        List<String> folders = files.stream()
                .filter(FeedPlace::isKnown)
                .map(file -> file.substring(0, file.length() - KNOWN_FILE.length()))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        if (folders.isEmpty()) {
            return new FeedPlace("", List.of());
        }
        String outermost = folders.get(0);
        if (!folders.stream().allMatch(folder -> folder.startsWith(outermost))) {
            throw new FeedException(
                    feed, "holds several feeds (" + Names.some(folders) + "): unpack it, and name the folder of one");
        }
        return new FeedPlace(outermost, folders.subList(1, folders.size()));
    }

    private static boolean isKnown(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return lower.equals(KNOWN_FILE) || lower.endsWith("/" + KNOWN_FILE);
    }
}
