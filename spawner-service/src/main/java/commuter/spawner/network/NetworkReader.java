package commuter.spawner.network;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.onebusaway.csv_entities.exceptions.CsvEntityIOException;
import org.onebusaway.gtfs.impl.GtfsRelationalDaoImpl;
import org.onebusaway.gtfs.model.Agency;
import org.onebusaway.gtfs.model.ShapePoint;
import org.onebusaway.gtfs.model.StopTime;
import org.onebusaway.gtfs.model.Trip;
import org.onebusaway.gtfs.serialization.GtfsReader;
import org.onebusaway.gtfs.services.GtfsRelationalDao;

/** Reads a GTFS feed into a {@link Network}. */
public final class NetworkReader {
    /** What the spawner needs of a feed, in the order of reference. Mistakes in other files do not matter to it. */
    private static final List<Class<?>> ENTITIES = List.of(
            Agency.class,
            ShapePoint.class,
            org.onebusaway.gtfs.model.Route.class,
            org.onebusaway.gtfs.model.Stop.class,
            Trip.class,
            StopTime.class);

    private NetworkReader() {}

    /**
     * Checks and reads a feed.
     *
     * @param location a zip or a folder; empty for the feed that ships with the project
     * @throws FeedException when the feed cannot be used; its message names file, line and field
     */
    public static Network read(String location) {
        try (FeedFiles files = FeedFiles.open(location)) {
            new FeedCheck(files).run();
            return network(files.name(), load(files));
        } catch (IOException e) {
            throw new FeedException("gtfs " + location, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static GtfsRelationalDao load(FeedFiles files) throws IOException {
        GtfsRelationalDaoImpl dao = new GtfsRelationalDaoImpl();
        GtfsReader reader = new GtfsReader();
        reader.setEntityClasses(ENTITIES);
        reader.setEntityStore(dao);
        reader.setTrimValues(true);
        reader.setInputSource(files);
        try {
            reader.run();
        } catch (CsvEntityIOException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw new FeedException(
                    files.name() + ": " + e.getPath() + " line " + e.getLineNumber(), cause.getMessage() + "", e);
        }
        return dao;
    }

    private static Network network(String feed, GtfsRelationalDao dao) {
        PatternReader patterns = new PatternReader(dao);
        List<Route> routes = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        dao.getAllRoutes().stream()
                .sorted(Comparator.comparing(route -> route.getId().getId()))
                .forEach(route -> {
                    List<Pattern> usable = patterns.read(route);
                    if (usable.isEmpty()) {
                        unusable.add(route.getId().getId());
                    } else {
                        routes.add(route(route, usable));
                    }
                });
        if (routes.isEmpty()) {
            throw new FeedException(feed, "has no route with a trip of at least two stops: nobody could ride anywhere");
        }
        ZoneId zone = ZoneId.of(dao.getAllAgencies().iterator().next().getTimezone());
        return new Network(
                feed,
                zone,
                routes,
                unusable,
                dao.getAllStops().size(),
                dao.getAllTrips().size());
    }

    private static Route route(org.onebusaway.gtfs.model.Route route, List<Pattern> patterns) {
        return new Route(
                route.getId().getId(),
                Blank.toNull(route.getShortName()),
                Blank.toNull(route.getLongName()),
                Blank.toNull(route.getColor()),
                patterns);
    }
}
