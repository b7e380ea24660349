package commuter.spawner.demand;

import java.util.List;
import java.util.random.RandomGenerator;

/** How far passengers ride, as a share of the rest of the route. */
enum TripLength {
    SHORT(.2, 0, .3),
    MEDIUM(.5, .3, .7),
    LONG(.3, .7, 1);

    private final double weight;
    private final double least;
    private final double most;

    TripLength(double weight, double least, double most) {
        this.weight = weight;
        this.least = least;
        this.most = most;
    }

    static TripLength draw(RandomGenerator random) {
        double left = random.nextDouble();
        for (TripLength length : values()) {
            left -= length.weight;
            if (left < 0) {
                return length;
            }
        }
        return LONG;
    }

    /** One of the stops within this length, each with the same probability. */
    <T> T pick(List<T> downstream, RandomGenerator random) {
        double share = least + (most - least) * random.nextDouble();
        int index = (int) (share * downstream.size());
        return downstream.get(Math.min(index, downstream.size() - 1));
    }
}
