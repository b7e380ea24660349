package commuter.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void fresh_deletes_what_an_earlier_run_left() throws Exception {
        try (DataFolder first = DataFolder.open(parent.resolve("data"), false)) {
            Files.createDirectories(first.folder("kafka/records"));
            Files.writeString(first.folder("kafka/records/log"), "records");
            assertThat(first.isFresh()).isTrue();
        }
        try (DataFolder second = DataFolder.open(parent.resolve("data"), true)) {
            assertThat(second.folder("kafka")).doesNotExist();
            assertThat(second.isFresh()).isTrue();
        }
        try (DataFolder third = DataFolder.open(parent.resolve("data"), false)) {
            assertThat(third.isFresh()).isFalse();
        }
    }

    @Test
    void fresh_refuses_a_folder_that_is_not_ours() throws Exception {
        Path foreign = Files.createDirectories(parent.resolve("photos"));
        Path photo = Files.writeString(foreign.resolve("beach.jpg"), "sand");

        assertThatThrownBy(() -> DataFolder.open(foreign, true))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(foreign.toString())
                .hasMessageContaining("nothing there is touched");
        assertThat(photo).hasContent("sand");
    }

    @Test
    void a_second_launcher_is_refused_and_told_who_holds_the_folder() {
        try (DataFolder held = DataFolder.open(parent.resolve("data"), false)) {
            assertThatThrownBy(() -> DataFolder.open(held.root(), true))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void secrets_are_made_once_for_their_owner_alone_and_survive_a_restart() throws Exception {
        String token;
        try (DataFolder data = DataFolder.open(parent.resolve("data"), false)) {
            Secrets secrets = Secrets.of(data);
            token = secrets.reservoirToken();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.folder("secrets.env"))))
                    .isEqualTo("rw-------");
            assertThat(secrets.forStrapi()).containsKeys("APP_KEYS", "ADMIN_JWT_SECRET", "RESERVOIR_TOKEN");
            assertThat(secrets.forStrapi().values()).doesNotHaveDuplicates().allMatch(value -> value.length() >= 40);
            assertThat(secrets.toString()).doesNotContain(token);
        }
        try (DataFolder data = DataFolder.open(parent.resolve("data"), false)) {
            assertThat(Secrets.of(data).reservoirToken()).isEqualTo(token);
        }
    }
}
