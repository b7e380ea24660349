package commuter.spawner.demand;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.ReservoirId;
import commuter.spawner.demand.DemandRules.Numbers;
import commuter.spawner.demand.DemandRules.Special;
import commuter.spawner.network.Depot;
import commuter.spawner.network.FeedException;
import commuter.spawner.network.FeedNotices;
import commuter.spawner.network.Network;
import commuter.spawner.network.Route;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@link DemandRules} from a YAML file, and reports all errors in it at once. */
public final class RulesFile {
    private static final int HOURS = 24;
    private static final int LISTED = 20;

    private final Network network;
    private final Set<String> routes;
    private final Set<String> depots;
    private final Map<ReservoirId, Numbers> overrides = new HashMap<>();
    private final List<Special> specials = new ArrayList<>();

    private RulesFile(Network network) {
        this.network = network;
        this.routes = network.routes().stream().map(Route::id).collect(Collectors.toSet());
        this.depots = network.listDepots().stream().map(Depot::id).collect(Collectors.toSet());
    }

    /**
     * Reads a file.
     *
     * @throws FeedException which names the file, and all invalid lines and fields
     */
    public static DemandRules read(Path file, Network network) {
        String name = "rules " + file;
        try (Reader in = Files.newBufferedReader(file, UTF_8)) {
            Node root = new Yaml(new LoaderOptions()).compose(in);
            if (root == null) {
                return DemandRules.DEFAULT;
            }
            FeedNotices notices = new FeedNotices("");
            DemandRules rules = new RulesFile(network).rules(new YamlBlock(name, "rules", root, notices));
            notices.throwIfAny();
            return rules;
        } catch (NoSuchFileException e) {
            throw new FeedException(name, "there is no such file", e);
        } catch (MarkedYAMLException e) {
            throw new FeedException(
                    name + " line " + (e.getProblemMark().getLine() + 1), "is no YAML: " + e.getProblem(), e);
        } catch (IOException e) {
            throw new FeedException(name, "cannot be read: " + e.getMessage(), e);
        }
    }

    private DemandRules rules(YamlBlock root) {
        root.allow("base", "hours", "days", "routes", "depots", "events", "weather");
        List<Double> hours = hours(root);
        Map<DayOfWeek, Double> days = days(root);
        Map<ReservoirId.Kind, Numbers> usual = new EnumMap<>(ReservoirId.Kind.class);
        usual.put(ReservoirId.Kind.ROUTE, new Numbers(null, hours, days));
        usual.put(ReservoirId.Kind.DEPOT, new Numbers(null, hours, days));
        root.block("base", base -> {
            base.allow("route", "depot");
            usual.put(ReservoirId.Kind.ROUTE, new Numbers(base.number("route"), hours, days));
            usual.put(ReservoirId.Kind.DEPOT, new Numbers(base.number("depot"), hours, days));
        });
        root.block("routes", block -> override(block, routes, "route"));
        root.block("depots", block -> override(block, depots, "depot"));
        root.blocks("events", this::special);
        root.blocks("weather", this::special);
        return new DemandRules(usual, overrides, specials);
    }

    private void override(YamlBlock block, Set<String> known, String kind) {
        for (String id : block.fields()) {
            requireKnown(block, id, id, known, kind);
            block.block(id, own -> {
                own.allow("base", "hours", "days");
                overrides.put(reservoir(kind, id), new Numbers(own.number("base"), hours(own), days(own)));
            });
        }
    }

    private void special(YamlBlock block) {
        block.allow("name", "from", "to", "times", "routes", "depots");
        Instant from = instant(block, "from");
        Instant to = instant(block, "to");
        block.required("times");
        Double times = block.number("times");
        Set<ReservoirId> reservoirs = new HashSet<>();
        reservoirs.addAll(named(block, "routes", routes, "route"));
        reservoirs.addAll(named(block, "depots", depots, "depot"));
        if (from == null || to == null || times == null) {
            return;
        }
        if (!to.isAfter(from)) {
            block.error("to", "must be after from");
            return;
        }
        specials.add(new Special(new SpecialEvent(from, to, times), reservoirs));
    }

    private static List<ReservoirId> named(YamlBlock block, String field, Set<String> known, String kind) {
        List<String> ids = block.texts(field);
        ids.forEach(id -> requireKnown(block, field, id, known, kind));
        return ids.stream().map(id -> reservoir(kind, id)).toList();
    }

    private static void requireKnown(YamlBlock block, String field, String id, Collection<String> known, String kind) {
        if (!known.contains(id)) {
            block.error(
                    field,
                    "'" + id + "' is no " + kind + " of the feed; those are "
                            + known.stream().sorted().limit(LISTED).collect(Collectors.joining(", ")));
        }
    }

    private static ReservoirId reservoir(String kind, String id) {
        return kind.equals("route") ? ReservoirId.route(id) : ReservoirId.depot(id);
    }

    /** Local time in the feed's zone. */
    private @Nullable Instant instant(YamlBlock block, String field) {
        String text = block.required(field);
        try {
            return text == null
                    ? null
                    : LocalDateTime.parse(text).atZone(network.zone()).toInstant();
        } catch (DateTimeException e) {
            block.error(field, "'" + text + "' is no local time (2026-08-03T10:00)");
            return null;
        }
    }

    private static @Nullable List<Double> hours(YamlBlock block) {
        List<Double> hours = block.numbers("hours");
        if (hours != null && hours.size() != HOURS) {
            block.error("hours", "has " + hours.size() + " numbers where 24 are needed, from midnight on");
            return null;
        }
        return hours;
    }

    private static Map<DayOfWeek, Double> days(YamlBlock block) {
        Map<DayOfWeek, Double> days = new EnumMap<>(DayOfWeek.class);
        block.block("days", own -> {
            own.allow("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
            for (DayOfWeek day : DayOfWeek.values()) {
                Double times = own.number(day.name().toLowerCase(Locale.ROOT));
                if (times != null) {
                    days.put(day, times);
                }
            }
        });
        return days;
    }
}
