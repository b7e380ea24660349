package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandType;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerStatus;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Port;
import commuter.system.support.SystemTest;
import commuter.testing.Browser;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The page on top of all that is behind it. */
@DisabledIfSystemProperty(named = Browser.PROPERTY, matches = "none")
class PageTest extends SystemTest {
    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.start();
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
    }

    @Test
    void somebodyBoardsAndCancelsFromThePageAndSeesTheAnswers() {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        awaitEvents(1);
        try (Browser.Tab page = page()) {
            show(page, request.passengerId());
            page.fill(".commands input", "BUS-7");
            page.click(".commands button:has-text('Board')");
            page.await("document.querySelector('.answer').innerText === 'Accepted: on board BUS-7'");
            page.await("document.querySelectorAll('.timeline li').length === 2");
            page.click(".commands button:has-text('Cancel passenger')");
            page.click(".commands button:has-text('Really cancel')");
            page.await("document.querySelector('.answer').innerText === 'Accepted: cancelled'");
            assertThat(page.problems()).isEmpty();
        }
        assertThat(awaitEvents(3).get(2).passenger().status()).isEqualTo(PassengerStatus.CANCELLED);
    }

    @Test
    void aRefusalIsShownWithItsReason() {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        awaitEvents(1);
        try (Browser.Tab page = page()) {
            show(page, request.passengerId());
            PassengerCommand board = scenario.board(request.passengerId(), "BUS-1");
            kafka.send(board);
            resultOf(board);
            // The button may be gone by now; whoever pressed it in the same moment did so before.
            page.evaluate("document.querySelector('.commands input').value = 'BUS-2';"
                    + " document.querySelector('.commands button').click()");
            page.await("document.querySelector('.answer').innerText.includes('boarded by vehicle BUS-1')");
        }
    }

    @Test
    void aPassengersStoryIsToldFromBeforeThePageWasOpened() {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        awaitEvents(1);
        kafka.send(scenario.board(request.passengerId(), "BUS-3"));
        awaitEvents(2);
        kafka.send(scenario.command(CommandType.ALIGHT, request.passengerId(), "BUS-3"));
        awaitEvents(3);
        try (Browser.Tab page = page()) {
            show(page, request.passengerId());
            page.await("document.querySelectorAll('.timeline li').length === 3");
            assertThat(page.evaluate("document.querySelector('.timeline').innerText")
                            .asString())
                    .contains("Spawned", "Boarded", "BUS-3", "Alighted");
        }
    }

    @Test
    void itMissesNothingWhenTheNotifierIsKilled() {
        try (Browser.Tab page = page()) {
            kafka.send(scenario.spawnRequest());
            page.await(ofThisRoute() + " === 1");
            pipeline.part(Port.NOTIFIER).kill();
            scenario.spawnRequests(20).forEach(kafka::send);
            awaitEvents(21);
            pipeline.part(Port.NOTIFIER).start();
            kafka.send(scenario.spawnRequest());
            page.await(ofThisRoute() + " === 22");
            assertThat(page.evaluate("commuter.live.continuity.missed + commuter.live.continuity.doubled")
                            .asInt())
                    .isZero();
            assertThat(page.evaluate("document.getElementById('link').innerText")
                            .asString())
                    .contains("Resumed", "none missing");
        }
    }

    private Browser.Tab page() {
        Browser.Tab page = browser.open(URI.create(pipeline.url(Port.NOTIFIER) + "/"));
        page.await("globalThis.commuter?.live.link.state === 'open'");
        return page;
    }

    private String ofThisRoute() {
        return "commuter.live.feed.latest({ hasEvent: e => e.reservoir === '" + reservoir() + "' }, 999).length";
    }

    private static void show(Browser.Tab page, String passengerId) {
        page.fill("#passenger", passengerId);
        page.click("#find button");
        page.await("document.querySelector('.who code') !== null");
    }
}
