package commuter.standalone.conductor;

import commuter.schemas.CommandType;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What the conductor plans to do with one passenger. The plan is derived from the passenger's id. So a conductor that
 * starts again has the same plan, sends the same commands with the same ids, and nothing happens twice.
 *
 * @param pause from the passenger's appearance to the first command
 * @param ride from boarding to alighting
 */
record Plan(Intent intent, Duration pause, Duration ride) {

    /** The planned end of a passenger's journey. */
    enum Intent {
        RIDE,
        CANCEL,
        LEAVE_WAITING
    }

    private static final double RIDING = 0.88;
    private static final double CANCELLING = 0.04;

    static Plan of(String passengerId) {
        SplittableRandom random = new SplittableRandom(seed(passengerId));
        return new Plan(intent(random.nextDouble()), between(random, 2000, 8000), between(random, 5000, 20_000));
    }

    /** The same passenger and type give the same id. */
    static String commandId(CommandType type, String passengerId) {
        return "conductor:" + type + ":" + passengerId;
    }

    private static Intent intent(double draw) {
        if (draw < RIDING) {
            return Intent.RIDE;
        }
        return draw < RIDING + CANCELLING ? Intent.CANCEL : Intent.LEAVE_WAITING;
    }

    private static Duration between(SplittableRandom random, int leastMillis, int mostMillis) {
        return Duration.ofMillis(random.nextInt(leastMillis, mostMillis));
    }

    private static long seed(String passengerId) {
        long seed = 0;
        for (int i = 0; i < passengerId.length(); i++) {
            seed = 31 * seed + passengerId.charAt(i);
        }
        return seed;
    }
}
