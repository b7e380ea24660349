package commuter.reservoir.passenger;

import commuter.schemas.Passenger;

/**
 * A passenger in one state. A transition is a method of the states that allow it, so a forbidden one does not compile;
 * where the state comes from outside, {@link StateMachine} answers with a {@link Rejection}.
 */
public sealed interface PassengerState permits Waiting, Boarded, Alighted, Cancelled, Expired {

    Passenger passenger();

    /** Returns the state's type for a passenger that was read from a store or from Strapi. */
    static PassengerState of(Passenger passenger) {
        return switch (passenger.status()) {
            case WAITING -> new Waiting(passenger);
            case BOARDED -> new Boarded(passenger);
            case ALIGHTED -> new Alighted(passenger);
            case CANCELLED -> new Cancelled(passenger);
            case EXPIRED -> new Expired(passenger);
        };
    }
}
