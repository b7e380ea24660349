package commuter.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTest {
    @Test
    void whatWouldSteerATerminalOrForgeALineIsWrittenOut() {
        assertThat(Escaped.line("a\u001b[2J\r\nERROR b\u009b1m\u007f\t\u0000"))
                .isEqualTo("a\\u001b[2J\\r\\nERROR b\\u009b1m\\u007f\\t\\u0000");
        assertThat(Escaped.line("\u202egnp.exe\u2066x\u2028y")).isEqualTo("\\u202egnp.exe\\u2066x\\u2028y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zürich 東京", "a \\n b", "👩‍👩‍👧 नमस्ते", "שלום", ""})
    void whatPeopleWriteStaysAsItIs(String text) {
        assertThat(Escaped.line(text)).isSameAs(text);
    }

    @Test
    void linesStayLines() {
        assertThat(Escaped.lines("one\ntwo\r\u001b[1mthree")).isEqualTo("one\ntwo\\r\\u001b[1mthree");
    }
}
