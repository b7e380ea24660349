package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.testing.Browser;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The page in a real browser, when its users have to authenticate. */
@DisabledIfSystemProperty(named = Browser.PROPERTY, matches = "none")
class SignInTest {
    private static final String READER = "reader-".repeat(6);
    private static final String BUS = "bus-".repeat(10);
    private static final String ASKED = "!document.getElementById('sign-in').hidden";
    private static final String LIVE =
            "commuter.live.link.state === 'open' && document.getElementById('sign-in').hidden";
    private static final String EVENTS = "commuter.live.continuity.events";

    private static TestNetwork network;
    private static Log log;
    private static Notifier notifier;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        network = new TestNetwork(5, 2);
        log = new Log();
        notifier = start();
        browser = Browser.start();
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        notifier.close();
        log.close();
        network.close();
    }

    /** Each start makes a random secret for tickets. */
    private static Notifier start(String... more) throws Exception {
        String[] keys = {
            "--commuter.access.keys.reader.value=" + READER,
            "--commuter.access.keys.reader.scopes=read",
            "--commuter.access.keys.bus.value=" + BUS,
            "--commuter.access.keys.bus.scopes=command",
            "--commuter.access.jwt.secret=" + TokenIssuer.SECRET
        };
        return Notifier.start(
                network.settings(Stream.of(keys, more).flatMap(Stream::of).toArray(String[]::new)));
    }

    @Test
    void itAsksForAKeyTellsWhyOneIsNotAcceptedAndGoesLiveWithTheNext() {
        try (Browser.Tab page = browser.open(notifier.http("/"))) {
            page.await(ASKED);
            assertThat(page.evaluate("document.activeElement.id").asString()).isEqualTo("token");
            assertThat(page.evaluate("document.getElementById('link').innerText")
                            .asString())
                    .contains("not signed in");
            assertThat(page.evaluate("document.getElementById('waiting').innerText")
                            .asString())
                    .isEqualTo("–");
            assertThat(page.requests()).noneMatch(address -> address.contains("/api/") || address.contains("/ws/"));
            assertThat(page.problems()).isEmpty();

            signIn(page, "no-key-that-anybody-knows-of-whatsoever");
            page.await(told("Not accepted: This is no key that is known"));
            assertThat(page.faults()).isEmpty();
            signIn(page, BUS);
            page.await(told("Not accepted: This needs the scope read"));
            signIn(page, READER);
            page.await(LIVE + " && commuter.network.isKnown");
            log.send(network.journey(0));
            page.await("document.querySelectorAll('#events tr').length === 3");
            assertThat(page.requests()).noneMatch(address -> address.contains(READER));
        }
    }

    @Test
    void aReloadKeepsTheKeyAndSigningOutForgetsIt() {
        try (Browser.Tab page = signedIn(READER)) {
            page.evaluate("window.before = true; setTimeout(() => location.reload()); 0");
            page.await("window.before === undefined && " + LIVE);
            page.evaluate("window.before = true; 0");
            assertThat(page.evaluate("document.getElementById('sign').innerText")
                            .asString())
                    .isEqualTo("Sign out");
            page.click("#sign");
            page.await("window.before === undefined && " + ASKED);
            assertThat(page.evaluate("sessionStorage.length + localStorage.length")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void itReconnectsByItselfWithANewTicket() throws Exception {
        try (Browser.Tab page = signedIn(READER)) {
            log.send(network.journey(1));
            page.await(EVENTS + " === 3");
            int port = notifier.port();
            notifier.close();
            notifier = start("--server.port=" + port);
            log.send(network.journey(1));
            page.await(EVENTS + " === 6 && " + LIVE);
            assertThat(page.evaluate("document.getElementById('link').innerText")
                            .asString())
                    .contains("Resumed", "none missing");
            assertThat(page.requests().stream().filter(address -> address.endsWith("/ws/ticket")))
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void whoseTokenEndsIsAskedAgainAndMissesNothing() throws Exception {
        try (Browser.Tab page = signedIn(TokenIssuer.token(Instant.now().plusSeconds(12), null))) {
            log.send(network.journey(2));
            page.await(EVENTS + " === 3");
            page.await(told("Not accepted: The token has ended"));
            log.send(network.journey(2));
            signIn(page, READER);
            page.await(EVENTS + " === 6 && " + LIVE);
            assertThat(page.evaluate("document.getElementById('link').innerText")
                            .asString())
                    .contains("none missing");
        }
    }

    private static Browser.Tab signedIn(String token) {
        Browser.Tab page = browser.open(notifier.http("/"));
        page.await(ASKED);
        signIn(page, token);
        page.await(LIVE);
        return page;
    }

    private static void signIn(Browser.Tab page, String token) {
        page.fill("#token", token);
        page.click("#sign-in button");
    }

    private static String told(String text) {
        return ASKED + " && document.getElementById('sign-in-why').innerText.startsWith('" + text + "')";
    }
}
