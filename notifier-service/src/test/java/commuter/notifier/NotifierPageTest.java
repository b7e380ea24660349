package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.PassengerEvent;
import commuter.standalone.Checkout;
import commuter.testing.Browser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, with a real Kafka, with a network of 50 routes and 2,000 stops. */
@DisabledIfSystemProperty(named = Browser.PROPERTY, matches = "none")
class NotifierPageTest {
    private static final int ROUTES = 50;
    private static final String EVENTS = "commuter.live.continuity.events";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TestNetwork network;
    private static Log log;
    private static Notifier notifier;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        network = new TestNetwork(ROUTES, 40);
        log = new Log();
        notifier = Notifier.start(network.settings());
        browser = Browser.start();
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        notifier.close();
        log.close();
        network.close();
    }

    @Test
    void itShowsLiveEventsAndFiltersThem() {
        try (Browser.Tab page = live()) {
            log.send(network.journey(1)).send(network.journey(2));
            page.await("document.querySelectorAll('#events tr').length === 6");
            assertThat(page.evaluate("document.querySelector('#events tr').innerText")
                            .asString())
                    .contains("Alighted", "R2", "BUS-2");
            assertThat(page.evaluate("document.getElementById('alighted').innerText")
                            .asInt(0))
                    .isEqualTo(2);

            page.click("#routes-table button[title^='" + network.route(1) + " ']");
            page.await("document.querySelectorAll('#events tr').length === 3");
            assertThat(page.evaluate("document.getElementById('chosen').innerText")
                            .asString())
                    .contains("Only R1");
            page.click("#types [data-type=boarded]");
            page.await("document.querySelectorAll('#events tr').length === 1");
            page.click("#types [data-type=boarded]");
            page.fill("#text", "BUS-2");
            page.await("document.getElementById('no-events').innerText.includes('No event passes')");
            page.click("#chosen");
            page.await("document.querySelectorAll('#events tr').length === 2");
            assertThat(page.problems()).isEmpty();
        }
    }

    /** The page can be opened with the printed address, or with the other name of this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void theExamplesOfTheDocumentsWorkInTheConsoleOfThePage(String host) throws Exception {
        Path root = Path.of("..");
        String documents =
                Files.readString(root.resolve("README.md")) + Files.readString(root.resolve("docs/websocket.md"));
        List<String> examples = Pattern.compile("```js\\n(.*?/ws/stream.*?)```", Pattern.DOTALL)
                .matcher(documents)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).hasSize(2);
        for (String example : examples) {
            try (Browser.Tab page = browser.open(URI.create("http://" + host + ":" + notifier.port() + "/"))) {
                page.evaluate("globalThis.said = []; console.log = (text) => said.push(String(text)); undefined");
                page.evaluate("(async () => {" + example + "})()");
                page.await("said.some((line) => line.includes('\"subscribed\"') || line === '0')");
                assertThat(page.problems()).isEmpty();
            }
        }
    }

    @Test
    void aPausedFeedStandsStillAndGoesOnWithAll() {
        try (Browser.Tab page = live()) {
            log.send(network.journey(3));
            page.await(EVENTS + " === 3");
            page.click("#pause");
            log.send(network.journey(3));
            page.await("document.getElementById('held').innerText === 'Paused, 3 new'");
            page.await("document.querySelectorAll('#events tr').length === 3");
            page.click("#pause");
            page.await("document.querySelectorAll('#events tr').length === 6");
        }
    }

    @Test
    void itGoesOnWithTheNotifierThatReplacesItsOwnAndMissesNothingInTwoTabs() throws Exception {
        try (Browser.Tab one = live();
                Browser.Tab other = live()) {
            log.send(network.journey(4));
            one.await(EVENTS + " === 3");
            other.await(EVENTS + " === 3");
            int port = notifier.port();
            notifier.close();
            log.send(network.journey(4)).send(network.journey(5));
            notifier = Notifier.start(network.settings("--server.port=" + port));
            log.send(network.journey(5));
            for (Browser.Tab page : List.of(one, other)) {
                page.await(EVENTS + " === 12");
                page.await("document.querySelectorAll('#events tr').length === 12");
                assertThat(page.evaluate("document.getElementById('link').innerText")
                                .asString())
                        .contains("Resumed", "none missing");
            }
        }
    }

    @Test
    void aPartThatIsNotReadyIsNamedWithTheReason() throws Exception {
        try (TestNetwork ill = new TestNetwork(1, 2)) {
            ill.fallIll();
            try (Notifier ofIll = Notifier.start(ill.settings());
                    Browser.Tab page = browser.open(ofIll.http("/"))) {
                page.await("!document.getElementById('trouble').hidden");
                assertThat(page.evaluate("document.getElementById('trouble').innerText")
                                .asString())
                        .contains("Reservoir is not ready: Strapi: away for 9 s");
            }
        }
    }

    @Test
    void whileTheListsLoadNobodyIsToldThatNobodyWaits() throws Exception {
        try (TestNetwork slow = new TestNetwork(1, 2)) {
            slow.holdLists();
            log.stats(slow.route(0), 0, 4);
            try (Notifier ofSlow = Notifier.start(slow.settings("--commuter.reservoir.timeout=5m"));
                    Browser.Tab page = browser.open(ofSlow.http("/"))) {
                page.await("document.getElementById('waiting-aside').innerText.startsWith('loading')");
                assertThat(page.evaluate("document.getElementById('waiting').innerText + "
                                        + "document.getElementById('onboard').innerText")
                                .asString())
                        .isEqualTo("––");

                slow.releaseLists();
                page.await("/^[0-9]+$/.test(document.getElementById('waiting').innerText)");
                assertThat(page.problems()).isEmpty();
            }
        }
    }

    @Test
    void aMapWhosePanelWasATouchWideOnceIsWellAgain() {
        try (Browser.Tab page = live()) {
            page.evaluate("document.getElementById('map').style.cssText = 'width: 5px; height: 5px; flex: none'");
            page.await("document.querySelector('#map canvas').getBoundingClientRect().width < 100");
            page.evaluate("document.getElementById('map').style.cssText = ''");
            page.await("document.querySelector('#map canvas').getBoundingClientRect().width > 200");
            page.click("#fit-all");
            log.send(network.journey(9));
            page.await("document.querySelectorAll('#events tr').length === 3");
            assertThat(page.problems()).isEmpty();
        }
    }

    @Test
    void openedWithoutTheReservoirItShowsWhatHappensSaysWhatItLacksAndComesGoodByItself() throws Exception {
        try (TestNetwork lonely = new TestNetwork(1, 2)) {
            lonely.loseReservoir();
            log.stats(lonely.route(0), 0, 4);
            try (Notifier ofLonely = Notifier.start(lonely.settings());
                    Browser.Tab page = browser.open(ofLonely.http("/"))) {
                page.await("document.getElementById('trouble').innerText.includes('Reservoir does not answer')"
                        + " && document.getElementById('trouble').innerText.includes('not known yet')"
                        + " && commuter.network.isKnown");
                // The route's own count: the page's total includes the routes of other tests.
                page.await("document.querySelector(\"#routes-table button[title^='" + lonely.route(0) + " ']\")"
                        + "?.closest('tr').querySelector('td.number').innerText.trim() === '4'"
                        + " && document.getElementById('waiting-aside').innerText === 'how long is not known'");
                log.send(lonely.journey(0));
                page.await("document.querySelectorAll('#events tr').length === 3");

                page.fill("#passenger", "PASS_" + "0".repeat(32));
                page.click("#find button");
                page.await("document.getElementById('story').innerText === 'The reservoir service does not answer'");

                lonely.regainReservoir();
                page.await("document.getElementById('trouble').hidden");
                page.await("document.getElementById('story').innerText.includes('There is no such passenger')");
                assertThat(page.evaluate("document.getElementById('link').innerText")
                                .asString())
                        .contains("live", "3 events, none missing")
                        .doesNotContain("Resumed");
            }
        }
    }

    @Test
    void axeFindsNoSeriousFaultInLightAndDark() {
        try (Browser.Tab page = live()) {
            List<PassengerEvent> journey = network.journey(6);
            log.send(journey);
            page.await("document.querySelectorAll('#events tr').length === 3");
            page.click("#events tr button");
            page.await("document.querySelectorAll('.timeline li').length === 3");
            assertThat(page.faults()).isEmpty();
            page.colors("dark");
            assertThat(page.faults()).isEmpty();
        }
    }

    @Test
    void itNeedsNothingFromElsewhereAndIsSmall() throws Exception {
        try (Browser.Tab page = live()) {
            List<String> asked = page.requests();
            assertThat(asked)
                    .allMatch(address -> address.startsWith(notifier.http("/").toString()));
            page.evaluate("window.refused = []; document.addEventListener('securitypolicyviolation', e =>"
                    + " refused.push(e.blockedURI)); fetch('https://elsewhere.example/').catch(() => 0); const s ="
                    + " document.createElement('script'); s.textContent = 'window.ran = true';"
                    + " document.body.append(s); 0");
            page.await("refused.length === 2");
            assertThat(page.evaluate("window.ran === undefined").asBoolean()).isTrue();
            long bytes = 0;
            for (String address : new HashSet<>(asked)) {
                if (!address.contains("/api/")) {
                    bytes += compressed(bytes(address));
                }
            }
            assertThat(bytes).isBetween(50_000L, 300_000L);
        }
    }

    /** WebJars republish npm's packages; the lock file pins the originals. */
    @Test
    void itsLibrariesAreThoseOfTheLockFile() throws Exception {
        Path installed = Checkout.find().root().resolve("test-support/browser/node_modules");
        try (Browser.Tab page = live()) {
            List<String> libraries = page.requests().stream()
                    .filter(address -> address.contains("/webjars/"))
                    .toList();
            assertThat(libraries).hasSize(4);
            for (String address : libraries) {
                String file = URI.create(address).getPath().replaceFirst("/webjars/([^/]+)/[^/]+/", "$1/");
                assertThat(bytes(address)).as(file).isEqualTo(Files.readAllBytes(installed.resolve(file)));
            }
        }
    }

    /** The full test runs ten minutes with 500 events a second; by default a shorter part of it runs. */
    @Test
    void aFloodKeepsMemoryBoundedAndThePageMoving() throws Exception {
        boolean soak = Boolean.getBoolean("commuter.soak");
        int seconds = soak ? 60 : 12;
        int journeysPerSecond = soak ? 1667 : 600;
        try (Browser.Tab page = browser.open(notifier.http("/"), 1920, 1080, "dark")) {
            page.await("commuter.live.link.state === 'open'");
            page.evaluate("window.frames30 = 0; (function frame() { frames30++; requestAnimationFrame(frame); })(); 0");
            flood(seconds / 3, journeysPerSecond);
            long early = page.heap();
            int framesEarly = page.evaluate("frames30").asInt();
            long begun = System.nanoTime();
            long sent = flood(seconds - seconds / 3, journeysPerSecond);
            double passed = (System.nanoTime() - begun) / 1e9;
            double frames = (page.evaluate("frames30").asInt() - framesEarly) / passed;
            page.await(EVENTS + " === " + 3L * journeysPerSecond * seconds);
            long late = page.heap();
            System.out.printf(
                    "%d events in %.1f s, %.0f frames/s, heap %d then %d%n", sent, passed, frames, early, late);
            assertThat(page.evaluate("commuter.live.continuity.missed").asInt()).isZero();
            assertThat(late).isLessThan(early + 5_000_000);
            assertThat(frames).isGreaterThan(soak ? 30 : 1);
            assertThat(page.problems()).isEmpty();
        }
    }

    private static long flood(int seconds, int journeysPerSecond) throws InterruptedException {
        long begun = System.nanoTime();
        int journeys = 0;
        for (int tick = 1; tick <= seconds * 10; tick++) {
            List<PassengerEvent> events = new ArrayList<>();
            for (; journeys < (long) tick * journeysPerSecond / 10; journeys++) {
                events.addAll(network.journey(journeys % ROUTES));
            }
            log.send(events);
            long ahead = begun + tick * 100_000_000L - System.nanoTime();
            Thread.sleep(Math.max(0, ahead / 1_000_000));
        }
        return 3L * journeys;
    }

    private static Browser.Tab live() {
        Browser.Tab page = browser.open(notifier.http("/"));
        page.await("commuter.live.link.state === 'open' && commuter.network.isKnown");
        return page;
    }

    private static byte[] bytes(String address) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(address).isEqualTo(200);
        return response.body();
    }

    private static long compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.size();
    }
}
