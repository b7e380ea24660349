package commuter.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = new Table(List.of("WHO", "STATUS", "HOW MANY"))
            .row(List.of("Ann", "WAITING", "7"))
            .row(List.of("Bartholomew", "BOARDED", "1,234"));

    @Test
    void columnsAreAlignedAndNumbersStandToTheRight() {
        assertThat(TABLE.lines(false))
                .containsExactly(
                        "WHO          STATUS   HOW MANY",
                        "Ann          WAITING         7",
                        "Bartholomew  BOARDED     1,234");
    }

    @Test
    void coloursChangeNothingButTheColour() {
        assertThat(TABLE.lines(true)).anyMatch(line -> line.contains("\u001b["));
        assertThat(TABLE.lines(true))
                .extracting(line -> line.replaceAll("\u001b\\[\\d+m", ""))
                .isEqualTo(TABLE.lines(false));
    }

    @Test
    void withoutRowsThereAreTheHeadings() {
        assertThat(new Table(List.of("A", "B")).lines(false)).containsExactly("A  B");
    }
}
