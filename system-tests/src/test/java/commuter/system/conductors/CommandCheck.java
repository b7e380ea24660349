package commuter.system.conductors;

import commuter.schemas.CommandType;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.system.conductors.KnownPassenger.Known;
import commuter.system.support.ApiClient.Answer;
import tools.jackson.databind.JsonNode;

/** Checks whether a command's answer can be correct. */
record CommandCheck(KnownPassenger passenger, Known before, CommandType type, String vehicle) {

    void check(Answer answer) {
        switch (answer.status()) {
            case 200 -> accepted(Json.MAPPER.treeToValue(answer.body(), Passenger.class));
            case 409 -> refused(answer.text("reason"), answer.body().path("passenger"));
            default ->
                throw passenger.contradicted(type + " is answered with " + answer.status() + " " + answer.body());
        }
    }

    private void accepted(Passenger next) {
        if (next.status() != target() || (type == CommandType.BOARD && !vehicle.equals(next.vehicleId()))) {
            throw passenger.contradicted(type + " for " + vehicle + " is accepted, and made it " + next);
        }
        if (next.version() <= before.passenger().version()) {
            throw passenger.contradicted(type + " is accepted as version " + next.version());
        }
        if (passenger.isAlone(before)
                && (!isPossible() || next.version() != before.passenger().version() + 1)) {
            throw passenger.contradicted(
                    type + " is accepted as version " + next.version() + ", though nobody else came");
        }
        passenger.learn(next, before, "the answer to " + type);
    }

    private void refused(String reason, JsonNode shown) {
        if (passenger.isAlone(before) && isPossible()) {
            throw passenger.contradicted(type + " is refused as " + reason + ", though nobody else came");
        }
        passenger.learn(Json.MAPPER.treeToValue(shown, Passenger.class), before, "the refusal of " + type);
    }

    private boolean isPossible() {
        PassengerStatus status = before.passenger().status();
        return switch (type) {
            case BOARD -> status == PassengerStatus.WAITING;
            case ALIGHT -> status == PassengerStatus.BOARDED;
            case CANCEL -> status == PassengerStatus.WAITING || status == PassengerStatus.BOARDED;
            case REINSTATE -> status == PassengerStatus.CANCELLED;
            case REFRESH -> throw new IllegalArgumentException("is no command of a conductor's");
        };
    }

    private PassengerStatus target() {
        return switch (type) {
            case BOARD -> PassengerStatus.BOARDED;
            case ALIGHT -> PassengerStatus.ALIGHTED;
            case CANCEL -> PassengerStatus.CANCELLED;
            case REINSTATE -> PassengerStatus.WAITING;
            case REFRESH -> throw new IllegalArgumentException("is no command of a conductor's");
        };
    }
}
