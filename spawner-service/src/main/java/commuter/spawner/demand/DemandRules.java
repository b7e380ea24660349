package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the formula: how many passengers a building sends in an hour, and how hours, days, events and weather
 * multiply them; for the whole network, and for single routes and depots.
 *
 * @param usual for all routes, and for all depots, that are not overridden
 * @param overrides by reservoir
 */
public record DemandRules(
        Map<ReservoirId.Kind, Numbers> usual, Map<ReservoirId, Numbers> overrides, List<Special> specials) {
    /** The rules of the formula without a rules file. */
    public static final DemandRules DEFAULT = new DemandRules(Map.of(), Map.of(), List.of());

    private static final double ROUTE_BASE = .012;
    private static final double DEPOT_BASE = .3;
    private static final List<Double> HOURS = List.of(
            .1, .05, .05, .05, .2, .5, .8, 1.5, 2.0, 1.2, .8, .7, .9, .8, .7, 1.0, 1.8, 2.2, 1.5, 1.0, .6, .4, .3, .2);
    private static final double WEEKDAY = 1.3;
    private static final double SATURDAY = .6;
    private static final double SUNDAY = .3;

    public DemandRules {
        usual = Map.copyOf(usual);
        overrides = Map.copyOf(overrides);
        specials = List.copyOf(specials);
    }

    /**
     * The rules of one reservoir, or of all of a kind; what is null or missing is not changed.
     *
     * @param base passengers per building per hour
     * @param hours 24 multipliers
     * @param days those days that differ
     */
    record Numbers(@Nullable Double base, @Nullable List<Double> hours, Map<DayOfWeek, Double> days) {
        static final Numbers EMPTY = new Numbers(null, null, Map.of());
    }

    /** @param reservoirs which reservoirs are affected; empty for all */
    record Special(SpecialEvent event, Set<ReservoirId> reservoirs) {}

    /** Passengers per building per hour. */
    double base(ReservoirId reservoir) {
        double otherwise = reservoir.kind() == ReservoirId.Kind.ROUTE ? ROUTE_BASE : DEPOT_BASE;
        return first(own(reservoir).base(), usual(reservoir).base(), otherwise);
    }

    RateProfile rateProfile(ReservoirId reservoir, ZoneId zone) {
        Numbers own = own(reservoir);
        Numbers usual = usual(reservoir);
        Map<DayOfWeek, Double> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day, first(own.days().get(day), usual.days().get(day), usualOn(day)));
        }
        List<SpecialEvent> events = specials.stream()
                .filter(special ->
                        special.reservoirs().isEmpty() || special.reservoirs().contains(reservoir))
                .map(Special::event)
                .toList();
        return new RateProfile(zone, first(own.hours(), usual.hours(), HOURS), days, events);
    }

    private Numbers own(ReservoirId reservoir) {
        return overrides.getOrDefault(reservoir, Numbers.EMPTY);
    }

    private Numbers usual(ReservoirId reservoir) {
        return usual.getOrDefault(reservoir.kind(), Numbers.EMPTY);
    }

    private static <T> T first(@Nullable T own, @Nullable T usual, T otherwise) {
        return own != null ? own : usual != null ? usual : otherwise;
    }

    private static double usualOn(DayOfWeek day) {
        return switch (day) {
            case SATURDAY -> SATURDAY;
            case SUNDAY -> SUNDAY;
            default -> WEEKDAY;
        };
    }
}
