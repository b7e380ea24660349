// What is looked at: a route or depot, types of events, and a text.

export class Filter {
  #namesOf;
  reservoir = null;
  types = new Set();
  text = '';

  /** @param namesOf what the page calls the places of a passenger, for the text is looked for there, too */
  constructor(namesOf = () => []) {
    this.#namesOf = namesOf;
  }

  /** Looks at one reservoir; at all when it was looked at already. */
  toggleReservoir(reservoir) {
    this.reservoir = this.reservoir === reservoir ? null : reservoir;
  }

  toggleType(type) {
    if (!this.types.delete(type)) this.types.add(type);
  }

  /** A route's people are those along it and those who wait for it in depots. */
  hasPassenger({ reservoir, route_id: route }) {
    return this.reservoir === null || this.reservoir === reservoir || this.reservoir === `route:${route}`;
  }

  hasVehicle({ route }) {
    return this.reservoir === null || this.reservoir === `route:${route}`;
  }

  /** @param event one whose passenger the reservoir is taken from, as a depot's people belong to a route, too */
  hasEvent(event) {
    if (this.types.size > 0 && !this.types.has(event.type.toLowerCase())) return false;
    return this.hasPassenger(event.passenger) && this.#hasText(event);
  }

  #hasText({ reservoir, passenger }) {
    if (this.text === '') return true;
    const wanted = this.text.toLowerCase();
    return [passenger.passenger_id, passenger.vehicle_id, reservoir, passenger.destination_name, ...this.#namesOf(passenger)]
      .some((value) => value?.toLowerCase().includes(wanted));
  }
}
