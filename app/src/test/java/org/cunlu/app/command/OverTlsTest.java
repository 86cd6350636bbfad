package org.cunlu.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local certificate authority, and a server that shows what it signed. */
@Tag("servers")
@Tag("any-engine")
class OverTlsTest {
    private static final List<String> HERE = List.of("127.0.0.1", "::1", "192.168.7.20");

    @TempDir
    Path home;

    @Test
    void isMadeOnceAndSignsAnewForOtherAddressesAndBeforeItsEnd() throws IOException {
        var first = at(Duration.ZERO).issue(HERE);
        for (String secret : List.of("ca.p12", "server.p12", "password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(secret))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        byte[] server = Files.readAllBytes(first.keyStore());
        // Signed from yesterday on, for 397 days: 395 days from now is two days before its end.
        assertThat(at(Duration.ofDays(394)).issue(HERE)).isEqualTo(first);
        assertThat(Files.readAllBytes(first.keyStore())).isEqualTo(server);
        at(Duration.ZERO).issue(List.of("127.0.0.1", "::1", "192.168.7.21"));
        byte[] elsewhere = Files.readAllBytes(first.keyStore());
        assertThat(elsewhere).isNotEqualTo(server);
        var later = at(Duration.ofDays(396)).issue(List.of("127.0.0.1", "::1", "192.168.7.21"));
        assertThat(Files.readAllBytes(first.keyStore())).isNotEqualTo(elsewhere);
        assertThat(later.fingerprint()).as("phones trust it still").isEqualTo(first.fingerprint());
    }

    @Test
    void answersOverHttpsWhoTrustsThisAuthorityAndNobodyElse() throws Exception {
        int plain = freePort();
        var over = OverTls.prepare(freePort(), at(Duration.ZERO));
        var configuration = new HashMap<>(TestServers.properties("overtls", Server.DATABASE));
        configuration.putAll(over.configuration(plain));
        String url = "https://localhost:" + over.port();
        try (var context = Running.quietly(configuration);
                var trusting = HttpClient.newBuilder()
                        .sslContext(only(over.issued().certificate()))
                        .build();
                var stranger = HttpClient.newHttpClient()) {
            Running.serve(context);
            var page = ask(trusting, url + "/account/sign-in");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("__Host-"))
                    .allMatch(cookie -> cookie.contains("; Secure"));
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
            var downloaded = ask(trusting, url + "/cunlu-ca.crt");
            assertThat(downloaded.body())
                    .isEqualTo(Files.readString(over.issued().certificate()));
            assertThat(over.told()).contains(over.issued().fingerprint()).contains("/cunlu-ca.crt");
            assertThatThrownBy(() -> ask(stranger, url + "/")).isInstanceOf(SSLException.class);
            for (String address : over.addresses()) {
                assertThat(ask(trusting, "https://" + address + ":" + over.port() + "/design")
                                .statusCode())
                        .isEqualTo(200);
                assertThatThrownBy(() -> ask(stranger, "http://" + address + ":" + plain + "/design"))
                        .as("plain HTTP is of this machine alone")
                        .isInstanceOf(IOException.class);
            }
            assertThat(ask(stranger, "http://127.0.0.1:" + plain + "/design").statusCode())
                    .isEqualTo(200);
        }
    }

    private LocalAuthority at(Duration ahead) {
        return new LocalAuthority(folder(), Clock.offset(Clock.systemUTC(), ahead));
    }

    private Path folder() {
        return home.resolve("tls");
    }

    private static SSLContext only(Path authority) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> ask(HttpClient client, String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html, */*");
        return client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
