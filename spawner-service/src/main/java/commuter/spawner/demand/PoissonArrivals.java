package commuter.spawner.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Arrivals at a constant rate. */
final class PoissonArrivals {
    private PoissonArrivals() {}

    /**
     * Draws when passengers arrive, as shares of the window, ascending. Summing exponential gaps gives both at once: a
     * Poisson-distributed count, and instants that are uniform over the window.
     *
     * @param lambda how many are expected in the window
     */
    static List<Double> draw(double lambda, RandomGenerator random) {
        List<Double> shares = new ArrayList<>();
        for (double reached = gap(random); reached < lambda; reached += gap(random)) {
            shares.add(reached / lambda);
        }
        return shares;
    }

    /** StrictMath gives the same digits on every machine. */
    private static double gap(RandomGenerator random) {
        return -StrictMath.log(1 - random.nextDouble());
    }
}
