package org.cunlu.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody makes us call what is not on the public network. */
class PublicPlacesTest {
    private final PublicPlaces places = new PublicPlaces(settings(List.of(), false));
    private final WebhookAddress addresses = new WebhookAddress(places, settings(List.of(), false));

    private static WebhookSettings settings(List<String> allowed, boolean plainHttp) {
        return new WebhookSettings(allowed, plainHttp, Duration.ofSeconds(1), Duration.ofDays(3), 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2001::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "100::1",
                "3fff::1"
            })
    void whatIsPrivateOrSpecialIsNotCalled(String address) {
        assertThat(places.mayCall(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2400:3200::1",
                "2606:4700::1111"
            })
    void whatIsPublicIs(String address) {
        assertThat(places.mayCall(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aNameThatLeadsHomeIsRefusedWhenItIsLookedUp() {
        assertThatThrownBy(() -> places.resolve("localhost")).isInstanceOf(PublicPlaces.NotPublic.class);
        assertThatThrownBy(() -> places.resolve("127.0.0.1")).isInstanceOf(PublicPlaces.NotPublic.class);
    }

    @Test
    void aPrivateNetworkThatTheCountyAllowsIsCalledAndNoOther() throws UnknownHostException {
        var some = new PublicPlaces(settings(List.of("10.20.0.0/16"), false));
        assertThat(some.resolve("10.20.3.4")).hasSize(1);
        assertThatThrownBy(() -> some.resolve("10.21.3.4")).isInstanceOf(PublicPlaces.NotPublic.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "ftp://example.com/",
                "//example.com/",
                "example.com",
                "https://",
                "https:///hook",
                "https://user@example.com/",
                "https://u:p@example.com/",
                "https://example.com/#part",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://0x7f000001/",
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://10.0.0.01/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://exa mple.com/",
                "https://例子.测试/",
                "https://example.com:0/",
                "https://example.com:70000/",
                "https://-a.com/",
                "https://a_b.com/\n"
            })
    void whatIsNoSafeAddressIsNotTaken(String url) {
        assertThatThrownBy(() -> addresses.checked(url))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("webhook-url-invalid"));
    }

    @Test
    void whatIsAnAddressIsKeptAsItIsCalled() {
        assertThat(addresses.checked("HTTPS://Example.COM")).isEqualTo("https://example.com/");
        assertThat(addresses.checked("https://example.com:8443/a%20b?c=d"))
                .isEqualTo("https://example.com:8443/a%20b?c=d");
        assertThat(addresses.checked("https://8.8.8.8/x")).isEqualTo("https://8.8.8.8/x");
        String longest = "https://example.com/" + "a".repeat(480);
        assertThat(addresses.checked(longest)).hasSize(500);
        assertThatThrownBy(() -> addresses.checked(longest + "a")).isInstanceOf(ProblemException.class);
    }

    @Test
    void aSignatureIsAsTheSpecificationHasIt() {
        assertThat(Signing.signatures(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330L,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(Signing.newSecret()).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(Signing.newSecret());
    }
}
