package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandType;
import commuter.schemas.EventType;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Port;
import commuter.system.support.Eventually;
import commuter.system.support.GuardedServices;
import commuter.system.support.SystemTest;
import commuter.testing.Browser;
import java.net.URI;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** The page with the whole pipeline behind it. */
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
            board(page);
            page.await(answer("Accepted: on board BUS-7"));
            page.await("document.querySelectorAll('.timeline li').length === 2");
            cancel(page);
            page.await(answer("Accepted: cancelled"));
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
            // The button may be gone by now; then a click at the same moment came before.
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
            awaitSequences(page, 1);
            pipeline.part(Port.NOTIFIER).kill();
            scenario.spawnRequests(20).forEach(kafka::send);
            awaitEvents(21);
            pipeline.part(Port.NOTIFIER).start();
            kafka.send(scenario.spawnRequest());
            awaitEvents(22);
            awaitSequences(page, 22);
            assertThat(page.evaluate("commuter.live.continuity.missed + commuter.live.continuity.doubled")
                            .asInt())
                    .isZero();
            assertThat(page.evaluate("document.getElementById('link').innerText")
                            .asString())
                    .contains("Resumed", "none missing");
        }
    }

    @Test
    void aReadersKeyOpensThePageAndOnlyAConductorsBoardsAndCancels() {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        awaitEvents(1);
        try (GuardedServices guarded = new GuardedServices(pipeline);
                Browser.Tab page = browser.open(URI.create(guarded.notifierUrl() + "/"))) {
            signIn(page, GuardedServices.READER);
            show(page, request.passengerId());
            board(page);
            page.await(answer("Refused: your key lacks the scope “command”."));

            page.click("#sign");
            signIn(page, GuardedServices.CONDUCTOR);
            show(page, request.passengerId());
            board(page);
            page.await(answer("Accepted: on board BUS-7"));
            cancel(page);
            page.await(answer("Accepted: cancelled"));
        }
        assertThat(awaitEvents(3))
                .extracting(PassengerEvent::type)
                .containsExactly(EventType.SPAWNED, EventType.BOARDED, EventType.CANCELLED);
    }

    private Browser.Tab page() {
        Browser.Tab page = browser.open(URI.create(pipeline.url(Port.NOTIFIER) + "/"));
        page.await("globalThis.commuter?.live.link.state === 'open'");
        return page;
    }

    /** Waits until the page has received the events of this test's route up to this one, each once and in order. */
    private void awaitSequences(Browser.Tab page, long last) {
        String got = "commuter.live.feed.latest({ hasEvent: e => e.reservoir === '" + reservoir() + "' }, 999)"
                + ".map(e => e.sequence).reverse()";
        Eventually.asserted(() -> assertThat(page.evaluate(got).valueStream().map(JsonNode::asLong))
                .as("%s, %s", page.evaluate("commuter.live.link"), page.problems())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList()));
    }

    private static void signIn(Browser.Tab page, String key) {
        page.await("!document.getElementById('sign-in').hidden");
        page.fill("#token", key);
        page.click("#sign-in button");
        page.await("commuter.live.link.state === 'open'");
    }

    private static void board(Browser.Tab page) {
        page.fill(".commands input", "BUS-7");
        page.click(".commands button:has-text('Board')");
    }

    private static void cancel(Browser.Tab page) {
        page.click(".commands button:has-text('Cancel passenger')");
        page.click(".commands button:has-text('Keep')");
        page.click(".commands button:has-text('Cancel passenger')");
        page.click(".commands button:has-text('Really cancel')");
    }

    private static String answer(String text) {
        return "document.querySelector('.answer').innerText === '" + text + "'";
    }

    private static void show(Browser.Tab page, String passengerId) {
        page.fill("#passenger", passengerId);
        page.click("#find button");
        page.await("document.querySelector('.who code') !== null");
    }
}
