package commuter.spawner.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small, valid feed in a folder, which tests change: one route, three stops, a trip in each direction. */
public final class FeedFolder {
    private final Path folder;

    private FeedFolder(Path folder, boolean unused) {
        this.folder = folder;
    }

    /** An existing feed. */
    public static FeedFolder at(Path folder) {
        return new FeedFolder(folder, true);
    }

    public FeedFolder(Path folder) throws IOException {
        this.folder = folder;
        write(
                "agency.txt",
                "agency_id,agency_name,agency_url,agency_timezone",
                "A,Agency,https://a.example/,America/Barbados");
        write(
                "stops.txt",
                "stop_id,stop_name,stop_lat,stop_lon",
                "S1,One,13.10,-59.60",
                "S2,Two,13.11,-59.60",
                "S3,Three,13.12,-59.60");
        write("routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type", "R,A,1,First,3");
        write(
                "calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
                "D,1,1,1,1,1,1,1,20250101,20301231");
        write("trips.txt", "route_id,service_id,trip_id,direction_id", "R,D,T1,0", "R,D,T2,1");
        write(
                "stop_times.txt",
                "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
                "T1,06:00:00,06:00:00,S1,1",
                "T1,06:05:00,06:05:00,S2,2",
                "T1,06:10:00,06:10:00,S3,3",
                "T2,07:00:00,07:00:00,S3,1",
                "T2,07:05:00,07:05:00,S2,2",
                "T2,07:10:00,07:10:00,S1,3");
    }

    public Path path() {
        return folder;
    }

    public void write(String file, String... lines) throws IOException {
        writeRaw(file, String.join("\n", lines) + "\n");
    }

    public void writeRaw(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    public void writeBytes(String file, byte[] content) throws IOException {
        Files.write(folder.resolve(file), content);
    }

    public void remove(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    /** Replaces a line; the header is line 1. */
    public void setLine(String file, int number, String line) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(file)));
        lines.set(number - 1, line);
        Files.write(folder.resolve(file), lines);
    }

    public void rewrite(String file, UnaryOperator<String> change) throws IOException {
        writeRaw(file, change.apply(Files.readString(folder.resolve(file))));
    }

    /** @param prefixes of the files' names, such as a folder; the feed is packed once for each */
    public Path zipTo(Path zip, String... prefixes) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out, StandardCharsets.UTF_8);
                Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            for (String prefix : prefixes.length == 0 ? new String[] {""} : prefixes) {
                for (Path file : sorted) {
                    entries.putNextEntry(new ZipEntry(prefix + file.getFileName()));
                    Files.copy(file, entries);
                }
            }
        }
        return zip;
    }
}
