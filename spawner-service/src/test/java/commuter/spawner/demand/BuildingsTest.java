package commuter.spawner.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.spawner.network.FeedException;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import commuter.spawner.network.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildingsTest {
    private static final Network NETWORK = NetworkReader.read("");

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = temp.resolve("buildings.csv");
    }

    @Test
    void aFileSaysHowManyBuildingsAStopHasAndTheDefaultHoldsForTheRest() throws IOException {
        Files.writeString(file, "stop_id,buildings\nHOLETOWN,240\n");

        Buildings buildings = Buildings.read(file, 60, NETWORK);

        assertThat(buildings.aroundAll(List.of(stop("HOLETOWN")))).isEqualTo(240);
        assertThat(buildings.aroundAll(List.of(stop("HOLETOWN"), stop("WESTON"))))
                .isEqualTo(300);
    }

    @Test
    void platformsOfOneStationShareTheirCatchment() {
        assertThat(Buildings.uniform(60).aroundAll(List.of(stop("FAIRCHILD-1"), stop("FAIRCHILD-2"))))
                .isEqualTo(60);
    }

    @Test
    void whatIsNoCountIsFoundByLineAndField() throws IOException {
        Files.writeString(file, "stop_id,buildings\nHOLETOWN,240\nWESTON,many\n");

        assertComplaint("line 3, field buildings: 'many' is no count of buildings (0 to 999999)");
    }

    @Test
    void aStopThatDoesNotExistIsFoundByLineAndField() throws IOException {
        Files.writeString(file, "stop_id,buildings\nATLANTIS,240\n");

        assertComplaint("line 2, field stop_id: 'ATLANTIS' is no stop that a route serves");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Buildings.read(file, 60, NETWORK))
                .hasMessage("buildings " + file + ": there is no such file");
    }

    private void assertComplaint(String complaint) {
        assertThatThrownBy(() -> Buildings.read(file, 60, NETWORK))
                .isInstanceOf(FeedException.class)
                .hasMessage("buildings " + file + " " + complaint);
    }

    private static Stop stop(String id) {
        return NETWORK.listStops().stream()
                .filter(stop -> stop.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
