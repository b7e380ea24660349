package commuter.reservoir.passenger;

import commuter.schemas.Passenger;

/** A passenger as a store or Strapi has it, with the event that led to this state. */
public record StoredPassenger(Passenger passenger, String eventId) {}
