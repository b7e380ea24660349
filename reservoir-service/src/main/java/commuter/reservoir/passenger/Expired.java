package commuter.reservoir.passenger;

import commuter.schemas.Passenger;

/** Gave up waiting; final. */
public record Expired(Passenger passenger) implements PassengerState {}
