package commuter.console.verbs;

import commuter.console.session.ConsoleException;
import commuter.console.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "seed",
        description = {
            "Lets the passengers of some hours appear at once: seed 1A monday 7-9",
            "The same again changes nothing."
        })
final class SeedVerb implements Callable<Integer> {
    private static final Pattern HOURS = Pattern.compile("(\\d{1,2})-(\\d{1,2})");
    private static final Pattern DATE = Pattern.compile("\\d{4}-.*");

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "ROUTE",
            completionCandidates = RoutesAndAll.class,
            description = "a route's id or short name, or all")
    private String route = "";

    @Parameters(
            index = "1",
            paramLabel = "DAY",
            completionCandidates = Days.class,
            description = "a weekday, or a date such as 2026-01-31")
    private String day = "";

    @Parameters(
            index = "2",
            paramLabel = "HOURS",
            arity = "0..1",
            defaultValue = "0-24",
            description = "from the first to the last, which is not included, such as 7-9; default: 0-24")
    private String hours = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "both",
            completionCandidates = Types.class,
            description = "route, depot or both; default: both")
    private String type = "";

    SeedVerb(Session session) {
        this.session = session;
    }

    static final class RoutesAndAll implements Iterable<String> {
        private final KnownIds.Routes routes;

        RoutesAndAll(Session session) {
            routes = new KnownIds.Routes(session);
        }

        @Override
        public Iterator<String> iterator() {
            List<String> all = new ArrayList<>(List.of("all"));
            routes.forEach(all::add);
            return all.iterator();
        }
    }

    static final class Days implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
                    .iterator();
        }
    }

    static final class Types implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("route", "depot", "both").iterator();
        }
    }

    @Override
    public Integer call() {
        Matcher range = HOURS.matcher(hours);
        if (!range.matches()) {
            throw new ConsoleException("hours: '" + hours + "' must be such as 7-9, from 0 to 24");
        }
        Map<String, Object> request = new HashMap<>(Map.of(
                "route",
                route,
                "spawn_type",
                type,
                "start_hour",
                Integer.parseInt(range.group(1)),
                "end_hour",
                Integer.parseInt(range.group(2))));
        request.put(DATE.matcher(day).matches() ? "date" : "day", day);
        JsonNode seeded = session.services().post(session.spawner(), "/api/seed", request);
        if (session.screen().asJson()) {
            session.screen().json(seeded);
        } else {
            session.screen()
                    .line(String.format(
                            Locale.ROOT,
                            "%,d passengers for %s, from %s to %s",
                            seeded.path("published").asLong(),
                            seeded.path("date").asString(),
                            seeded.path("from").asString(),
                            seeded.path("to").asString()));
        }
        return 0;
    }
}
