package commuter.reservoir.passenger;

import commuter.schemas.Passenger;

/** Has left the vehicle; final. */
public record Alighted(Passenger passenger) implements PassengerState {}
