package commuter.spawner.demand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Things to choose from, each with its weight. Immutable. */
final class Weighted<T> {
    private final List<T> things;
    private final double[] cumulated;

    private Weighted(List<T> things, double[] cumulated) {
        this.things = things;
        this.cumulated = cumulated;
    }

    boolean isEmpty() {
        return things.isEmpty();
    }

    T pick(RandomGenerator random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        // A point on the border belongs to the next thing.
        int index = found >= 0 ? found + 1 : -found - 1;
        return things.get(Math.min(index, things.size() - 1));
    }

    /** Collects the things. */
    static final class Builder<T> {
        private final List<T> things = new ArrayList<>();
        private final List<Double> cumulated = new ArrayList<>();
        private double sum;

        /** Things of weight 0 are never chosen, so they are left out. */
        void add(T thing, double weight) {
            if (weight > 0) {
                sum += weight;
                things.add(thing);
                cumulated.add(sum);
            }
        }

        Weighted<T> build() {
            return new Weighted<>(
                    List.copyOf(things),
                    cumulated.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
