package org.cunlu.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    @Test
    void believesNobodyUnlessTold() {
        assertThat(new ClientAddress("").of(from("10.0.0.9", "1.2.3.4"))).isEqualTo("10.0.0.9");
        assertThat(new ClientAddress("10.0.0.8").of(from("10.0.0.9", "1.2.3.4")))
                .isEqualTo("10.0.0.9");
    }

    @Test
    void believesItsProxiesAndNoneBeforeThem() {
        var address = new ClientAddress("10.0.0.0/24, 192.168.1.1");
        assertThat(address.of(from("10.0.0.9", "1.2.3.4"))).isEqualTo("1.2.3.4");
        // What the client wrote itself stands to the left of what our proxy saw.
        assertThat(address.of(from("10.0.0.9", "9.9.9.9, 1.2.3.4"))).isEqualTo("1.2.3.4");
        assertThat(address.of(from("10.0.0.9", "9.9.9.9, 1.2.3.4, 192.168.1.1")))
                .isEqualTo("1.2.3.4");
        assertThat(address.of(from("10.0.0.9", "localhost"))).isEqualTo("10.0.0.9");
        assertThat(address.of(from("10.0.0.9", null))).isEqualTo("10.0.0.9");
        assertThat(address.of(from("10.0.1.9", "1.2.3.4"))).isEqualTo("10.0.1.9");
    }

    @Test
    void takesOneHouseholdsNetworkAsOneAddress() {
        var address = new ClientAddress("");
        assertThat(address.of(from("2001:db8:1:2::5", null))).isEqualTo(address.of(from("2001:db8:1:2:ffff::1", null)));
        assertThat(address.of(from("2001:db8:1:2::5", null))).isNotEqualTo(address.of(from("2001:db8:1:3::5", null)));
    }

    @Test
    void refusesANetworkThatIsNone() {
        assertThatThrownBy(() -> new ClientAddress("proxy.local")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new ClientAddress("10.0.0.0/33")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aNetworkHoldsWhatLiesWithinItsBitsAndNothingOfTheOtherFamily() {
        var four = InetAddress.ofLiteral("203.0.113.9");
        assertThat(Network.of("0.0.0.0/0").holds(four)).isTrue();
        assertThat(Network.of("203.0.113.9/32").holds(four)).isTrue();
        assertThat(Network.of("203.0.113.8/32").holds(four)).isFalse();
        assertThat(Network.of("::/0").holds(four)).isFalse();
        assertThat(Network.of("::/0").holds(InetAddress.ofLiteral("2001:db8::1")))
                .isTrue();
    }

    private static HttpRequest<?> from(String peer, String forwarded) {
        var request = HttpRequest.GET("/");
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }
        return new HttpRequestWrapper<>(request) {
            @Override
            public InetSocketAddress getRemoteAddress() {
                return new InetSocketAddress(InetAddress.ofLiteral(peer), 1);
            }
        };
    }
}
