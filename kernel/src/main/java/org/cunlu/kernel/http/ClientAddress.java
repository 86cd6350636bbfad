package org.cunlu.kernel.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where a request comes, for limits. {@code X-Forwarded-For} is believed only as far as proxies of ours wrote it:
 * {@code cunlu.trusted-proxies}, addresses or networks such as {@code 172.16.0.0/12}, with commas between them.
 */
@Singleton
public class ClientAddress {
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> proxies;

    ClientAddress(@Value("${cunlu.trusted-proxies:}") String proxies) {
        this.proxies = Stream.of(proxies.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(ClientAddress::network)
                .toList();
    }

    /** @return the address, of IPv6 its /64 network, which one household has whole */
    public String of(HttpRequest<?> request) {
        return exact(request).map(ClientAddress::text).orElse("unknown");
    }

    /** @return the very address; empty when it cannot be told */
    public Optional<InetAddress> exact(HttpRequest<?> request) {
        InetAddress address = request.getRemoteAddress().getAddress();
        if (address == null) {
            return Optional.empty();
        }
        List<String> hops = request.getHeaders().getAll("X-Forwarded-For").stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && trusted(address); i--) {
            InetAddress before = Network.literal(hops.get(i));
            if (before == null) {
                break;
            }
            address = before;
        }
        return Optional.of(address);
    }

    /** @return whether a proxy of ours says that it was asked over TLS; what others say counts for nothing */
    boolean saysSecure(HttpRequest<?> request) {
        InetAddress address = request.getRemoteAddress().getAddress();
        return address != null
                && trusted(address)
                && request.getHeaders().getAll("X-Forwarded-Proto").equals(List.of("https"));
    }

    private boolean trusted(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.holds(address));
    }

    private static Network network(String text) {
        try {
            return Network.of(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("cunlu.trusted-proxies: not an address or network: " + text);
        }
    }

    private static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
                : address.getHostAddress();
    }
}
