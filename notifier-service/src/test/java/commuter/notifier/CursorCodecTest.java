package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.notifier.hub.CursorCodec;
import commuter.notifier.hub.LogPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {
    private static final LogPosition SOMEWHERE = LogPosition.of(0, 1, 127, 128, 5_000_000_000L, Long.MAX_VALUE);

    private final CursorCodec codec = new CursorCodec("log", SOMEWHERE.partitions());

    @Test
    void aCursorNamesItsPosition() throws Exception {
        assertThat(codec.decode(codec.encode(SOMEWHERE))).isEqualTo(SOMEWHERE);
    }

    @Test
    void aCursorOfAnotherLogIsToldApart() {
        String foreign = new CursorCodec("log created anew", SOMEWHERE.partitions()).encode(SOMEWHERE);
        assertThatThrownBy(() -> codec.decode(foreign)).isInstanceOf(CursorCodec.OtherLogException.class);
    }

    @Test
    void aCursorThatWasChangedAnywhereIsRefused() {
        String cursor = codec.encode(SOMEWHERE);
        for (int i = 0; i < cursor.length(); i++) {
            String changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertThatThrownBy(() -> codec.decode(changed)).isInstanceOf(CursorCodec.InvalidCursorException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "not Base64!", "AAAA", "AQAAAAAAAAAA"})
    void whatIsNoCursorIsRefused(String text) {
        assertThatThrownBy(() -> codec.decode(text)).isInstanceOf(CursorCodec.InvalidCursorException.class);
    }
}
