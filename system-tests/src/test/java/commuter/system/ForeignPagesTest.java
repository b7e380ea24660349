package commuter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import commuter.system.support.SystemTest;
import commuter.testing.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A web page from elsewhere, open in a browser on this machine, must not be able to do anything in Strapi. */
@DisabledIfSystemProperty(named = Browser.PROPERTY, matches = "none")
class ForeignPagesTest extends SystemTest {
    private static final String EVE = "firstname=Eve&email=eve@evil.example&password=Password-of-Eve-1";

    private static Browser browser;
    private static HttpServer evil;

    @BeforeAll
    static void open() throws IOException {
        browser = Browser.start();
        evil = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        evil.createContext("/", exchange -> {
            byte[] page = "<!doctype html><title>evil</title>".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        evil.start();
    }

    @AfterAll
    static void close() throws Exception {
        evil.stop(0);
        browser.close();
    }

    @Test
    void aPageOfAnotherOriginReadsNothingAndMakesNobodyAdministrator() throws Exception {
        String strapiUrl = pipeline.url(Port.STRAPI);
        try (Browser.Tab page = browser.open(
                URI.create("http://evil.example:" + evil.getAddress().getPort() + "/"))) {
            assertThat(page.evaluate(reading(strapiUrl + "/admin/init")).asString())
                    .isEqualTo("not allowed");
            // A form is sent without a preflight; its answer cannot be read by the page.
            page.evaluate("fetch('" + strapiUrl
                    + "/admin/register-admin', {method: 'POST', mode: 'no-cors', credentials: 'include',"
                    + " headers: {'content-type': 'application/x-www-form-urlencoded'}, body: '" + EVE
                    + "'}).then(() => 'sent')");
        }
        assertThat(logIn("eve@evil.example", "Password-of-Eve-1")).isNotEqualTo(200);
        assertThat(logIn(Pipeline.STRAPI_ADMINISTRATOR, pipeline.strapiPassword()))
                .isEqualTo(200);
    }

    @Test
    void aNameThatWasPointedAtThisMachineIsNotServed() {
        int port = URI.create(pipeline.url(Port.STRAPI)).getPort();
        try (Browser.Tab page = browser.open(URI.create("http://rebound.example:" + port + "/admin/init"))) {
            assertThat(page.evaluate("document.body.innerText").asString())
                    .contains("403")
                    .doesNotContain("hasAdmin");
        }
        try (Browser.Tab page = browser.open(URI.create(pipeline.url(Port.STRAPI) + "/admin/init"))) {
            assertThat(page.evaluate("document.body.innerText").asString()).contains("hasAdmin");
        }
    }

    private static String reading(String address) {
        return "fetch('" + address
                + "', {credentials: 'include'}).then((answer) => answer.text(), () => 'not allowed')";
    }

    private int logIn(String email, String password) throws Exception {
        HttpRequest login = HttpRequest.newBuilder(URI.create(pipeline.url(Port.STRAPI) + "/admin/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}"))
                .build();
        return Http.CLIENT.send(login, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
