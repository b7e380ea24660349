package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The demand of one reservoir: how many passengers it draws, and where they come from and go to. */
public final class Spawner {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final ReservoirId reservoir;
    private final double basePerHour;
    private final Rhythm rhythm;
    private final Weighted<Boarding> boardings;

    /**
     * @param basePerHour passengers per hour before the hour and the day multiply it: buildings times the base rate
     */
    Spawner(ReservoirId reservoir, double basePerHour, Rhythm rhythm, Weighted<Boarding> boardings) {
        this.reservoir = reservoir;
        this.basePerHour = basePerHour;
        this.rhythm = rhythm;
        this.boardings = boardings;
    }

    public ReservoirId reservoir() {
        return reservoir;
    }

    /** How many passengers an hour like this moment's would bring. */
    public double lambdaPerHour(Instant instant) {
        return boardings.isEmpty() ? 0 : basePerHour * rhythm.at(instant);
    }

    /** How many passengers the window is expected to bring: its own share of the hour, whatever its length. */
    public double lambda(TimeWindow window) {
        return lambdaPerHour(window.start()) * window.length().toMillis() / MILLIS_PER_HOUR;
    }

    /** Draws the window's passengers, in the order of their arrival. The same seed draws the same passengers. */
    public List<Arrival> draw(long seed, TimeWindow window) {
        RandomStream stream = RandomStream.of(seed, reservoir, window);
        List<Arrival> arrivals = new ArrayList<>();
        for (double share : PoissonArrivals.draw(lambda(window), stream.random())) {
            arrivals.add(arrival(stream, arrivals.size(), instant(window, share)));
        }
        return arrivals;
    }

    private Arrival arrival(RandomStream stream, int index, Instant at) {
        RandomGenerator random = stream.random();
        Boarding boarding = boardings.pick(random);
        return new Arrival(
                stream.passengerId(index),
                reservoir,
                boarding,
                TripLength.draw(random).pick(boarding.destinations(), random),
                at);
    }

    private static Instant instant(TimeWindow window, double share) {
        return window.start().plusMillis((long) (share * window.length().toMillis()));
    }
}
