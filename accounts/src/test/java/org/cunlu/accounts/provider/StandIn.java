package org.cunlu.accounts.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.cunlu.kernel.privacy.Unguessable;

/** A provider of OpenID Connect and a WeChat in one, which really signs, checks PKCE and forgets no code; and can be told to lie. */
final class StandIn implements AutoCloseable {
    static final String CLIENT = "cunlu-test";
    static final String SECRET = "s3cret & more";

    /** What somebody agreed to. */
    private record Agreed(String subject, String nonce, String challenge) {}

    final AtomicInteger keyFetches = new AtomicInteger();
    private final HttpServer server;
    private final Map<String, Agreed> codes = new ConcurrentHashMap<>();
    private final List<JWK> published = new ArrayList<>();
    private volatile JWK key;
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = claim -> claim;
    volatile UnaryOperator<String> token = text -> text;
    /** What the token endpoint says instead; null for the truth. */
    volatile String says;

    volatile int status = 200;
    volatile long slowMillis;

    StandIn() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        rotate(rsa("first"));
        server.createContext("/", this::serve);
        server.start();
    }

    static RSAKey rsa(String kid) throws Exception {
        return new RSAKeyGenerator(2048).keyID(kid).generate();
    }

    static ECKey ec(String kid) throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    RSAKey rsaKey() {
        return (RSAKey) key;
    }

    /** Signs with this key from now on, and publishes no other. */
    void rotate(JWK next) {
        key = next;
        published.clear();
        published.add(next.toPublicJWK());
    }

    /** Signs with a key that it does not publish. */
    void signWith(JWK other) {
        key = other;
    }

    void honest() throws Exception {
        claims = claim -> claim;
        token = text -> text;
        says = null;
        status = 200;
        slowMillis = 0;
        key = key == null || !published.contains(key.toPublicJWK()) ? null : key;
        if (key == null) {
            rotate(rsa(UUID.randomUUID().toString()));
        }
    }

    /** Somebody follows the address and agrees. @return the code with which he is sent back */
    String agree(String url, String subject) {
        Map<String, String> asked = fields(URI.create(url.replaceAll("#.*", "")).getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, new Agreed(subject, asked.get("nonce"), asked.get("code_challenge")));
        return code;
    }

    static Map<String, String> fields(String query) {
        var fields = new HashMap<String, String>();
        for (String field : query.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = answer(exchange, body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.startsWith("{\"error\"") ? 400 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private String answer(HttpExchange exchange, String body) throws Exception {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> {
                return JSONObjectUtils.toJSONString(Map.of(
                        "issuer", issuer(),
                        "authorization_endpoint", issuer() + "/authorize",
                        "token_endpoint", issuer() + "/token",
                        "jwks_uri", issuer() + "/keys"));
            }
            case "/keys" -> {
                keyFetches.incrementAndGet();
                return new JWKSet(List.copyOf(published)).toString();
            }
            case "/wechat" -> {
                return says != null
                        ? says
                        : wechat(fields(exchange.getRequestURI().getRawQuery()));
            }
            default -> {
                Thread.sleep(slowMillis);
                return says != null
                        ? says
                        : redeem(fields(body), exchange.getRequestHeaders().getFirst("Authorization"));
            }
        }
    }

    private String redeem(Map<String, String> form, String authorization) throws Exception {
        String expected = "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((CLIENT + ":s3cret%20%26%20more").getBytes(StandardCharsets.UTF_8));
        Agreed agreed = codes.remove(form.get("code"));
        boolean good = agreed != null
                && expected.equals(authorization)
                && Pkce.challenge(new Unguessable(form.get("code_verifier")).text())
                        .equals(agreed.challenge());
        if (!good) {
            return "{\"error\":\"invalid_grant\"}";
        }
        var told = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject(agreed.subject())
                .claim("nonce", agreed.nonce())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        return JSONObjectUtils.toJSONString(Map.of(
                "access_token",
                "access",
                "id_token",
                token.apply(sign(key, claims.apply(told).build()))));
    }

    static String sign(JWK key, JWTClaimsSet claims) throws Exception {
        JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
        JWSAlgorithm algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
        var jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private String wechat(Map<String, String> query) {
        Agreed agreed = codes.remove(query.get("code"));
        boolean ours = CLIENT.equals(query.get("appid")) && SECRET.equals(query.get("secret"));
        return agreed == null || !ours
                ? "{\"errcode\":40029,\"errmsg\":\"invalid code\"}"
                : "{\"access_token\":\"a\",\"openid\":\"" + agreed.subject() + "\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
