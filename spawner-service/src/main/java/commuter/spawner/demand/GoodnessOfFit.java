package commuter.spawner.demand;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether counts could be drawn from Poisson distributions with the given means: Pearson's chi-square test. Cells with
 * less than five expected are combined, because the test is valid only for larger ones.
 *
 * @param chiSquare the sum over the cells of (drawn - expected)² / expected
 * @param degrees of freedom: the number of cells, because nothing was fitted
 * @param p the probability that chance leads to this sum or a larger one; 1 without any cell
 */
public record GoodnessOfFit(double chiSquare, int degrees, double p) {
    private static final double LEAST_EXPECTED = 5;

    /** One count and its mean. */
    public record Cell(long drawn, double expected) {
        public Cell plus(Cell other) {
            return new Cell(drawn + other.drawn, expected + other.expected);
        }

        double chiSquare() {
            return (drawn - expected) * (drawn - expected) / expected;
        }
    }

    public static GoodnessOfFit of(List<Cell> cells) {
        List<Cell> pooled = pool(cells);
        double sum = pooled.stream().mapToDouble(Cell::chiSquare).sum();
        double p =
                pooled.isEmpty() ? 1 : ChiSquaredDistribution.of(pooled.size()).survivalProbability(sum);
        return new GoodnessOfFit(sum, pooled.size(), p);
    }

    /** Combines neighbours until enough are expected; what is left over at the end is added to the last. */
    private static List<Cell> pool(List<Cell> cells) {
        List<Cell> pooled = new ArrayList<>();
        Cell gathered = new Cell(0, 0);
        for (Cell cell : cells) {
            gathered = gathered.plus(cell);
            if (gathered.expected() >= LEAST_EXPECTED) {
                pooled.add(gathered);
                gathered = new Cell(0, 0);
            }
        }
        if (gathered.drawn() > 0 || gathered.expected() > 0) {
            Cell last = pooled.isEmpty() ? new Cell(0, 0) : pooled.remove(pooled.size() - 1);
            pooled.add(last.plus(gathered));
        }
        return pooled;
    }
}
