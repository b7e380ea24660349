package commuter.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens, which publishes its keys over HTTP. */
public final class Issuer implements AutoCloseable {
    public static final String NAME = "https://issuer.example";
    public static final String AUDIENCE = "commuter";

    private final RSAKey key = rsaKey("one");
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;

    public Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    public String keysUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    int timesAsked() {
        return asked.get();
    }

    RSAKey key() {
        return key;
    }

    /** Claims of a token that is valid for a minute. */
    public static JWTClaimsSet.Builder claims(String scope) {
        return new JWTClaimsSet.Builder()
                .subject("tester")
                .issuer(NAME)
                .audience(AUDIENCE)
                .claim("scope", scope)
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    String sign(JWTClaimsSet claims) throws JOSEException {
        return sign(claims, key);
    }

    static String sign(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    public static String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, byte[] secret) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    public static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    static RSAKey rsaKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
