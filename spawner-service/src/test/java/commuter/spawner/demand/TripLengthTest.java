package commuter.spawner.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TripLengthTest {
    private static final int DRAWS = 100_000;

    @Test
    void tripsAreShortMediumAndLongAsWeighted() {
        Random random = new Random(5);
        List<Integer> downstream = IntStream.rangeClosed(1, 10).boxed().toList();
        List<Integer> rides = IntStream.range(0, DRAWS)
                .mapToObj(i -> TripLength.draw(random).pick(downstream, random))
                .toList();

        assertThat(share(rides, 1, 3)).isCloseTo(.2, within(.01));
        assertThat(share(rides, 4, 7)).isCloseTo(.5, within(.01));
        assertThat(share(rides, 8, 10)).isCloseTo(.3, within(.01));
        assertThat(share(rides, 10, 10)).isCloseTo(.1, within(.01));
    }

    @Test
    void whereOneStopIsLeftItIsTheDestination() {
        Random random = new Random(5);

        assertThat(IntStream.range(0, 100).mapToObj(i -> TripLength.draw(random).pick(List.of("last"), random)))
                .containsOnly("last");
    }

    private static double share(List<Integer> rides, int least, int most) {
        return rides.stream().filter(ride -> ride >= least && ride <= most).count() / (double) DRAWS;
    }
}
