package commuter.spawner.demand;

import commuter.spawner.network.CsvTable;
import commuter.spawner.network.FeedException;
import commuter.spawner.network.FeedNotices;
import commuter.spawner.network.Network;
import commuter.spawner.network.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The number of buildings within the catchment of each stop.
 *
 * @param otherwise for stops that are not listed
 */
public record Buildings(Map<String, Integer> byStop, int otherwise) {

    public Buildings {
        byStop = Map.copyOf(byStop);
    }

    /** The same number for every stop. */
    public static Buildings uniform(int perStop) {
        return new Buildings(Map.of(), perStop);
    }

    /**
     * Reads a CSV file with the columns {@code stop_id} and {@code buildings}.
     *
     * @throws FeedException when the file is missing, contains an invalid count, or names a stop that no route of the
     *     network serves; with all such lines
     */
    public static Buildings read(Path file, int otherwise, Network network) {
        Set<String> known = network.listStops().stream().map(Stop::id).collect(Collectors.toSet());
        Map<String, Integer> byStop = new HashMap<>();
        String name = "buildings " + file;
        FeedNotices notices = new FeedNotices("");
        try (InputStream in = Files.newInputStream(file)) {
            CsvTable.read(name, in, List.of("stop_id", "buildings"), notices, row -> {
                String stop = row.required("stop_id");
                if (!stop.isEmpty() && !known.contains(stop)) {
                    row.reject("stop_id", "'" + stop + "' is no stop that a route serves");
                }
                if (byStop.putIfAbsent(stop, count(row)) != null) {
                    row.reject("stop_id", "'" + stop + "' occurs twice");
                }
            });
        } catch (NoSuchFileException e) {
            throw new FeedException(name, "there is no such file", e);
        } catch (IOException e) {
            throw new FeedException(name, "cannot be read: " + e.getMessage(), e);
        }
        notices.throwIfAny();
        return new Buildings(byStop, otherwise);
    }

    private int at(Stop stop) {
        return byStop.getOrDefault(stop.id(), otherwise);
    }

    /** The number of buildings around the stops of one place: the platforms of a station share their catchment. */
    public int around(Collection<Stop> platforms) {
        return platforms.stream().mapToInt(this::at).max().orElse(0);
    }

    /** The number of buildings around some stops; those of each place are counted once. */
    public int aroundAll(Collection<Stop> stops) {
        return stops.stream().collect(Collectors.groupingBy(Stop::placeId)).values().stream()
                .mapToInt(this::around)
                .sum();
    }

    private static int count(CsvTable.Row row) {
        String value = row.text("buildings");
        if (!value.matches("\\d{1,6}")) {
            row.reject("buildings", "'" + value + "' is no count of buildings (0 to 999999)");
            return 0;
        }
        return Integer.parseInt(value);
    }
}
