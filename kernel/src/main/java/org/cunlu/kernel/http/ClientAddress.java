package org.cunlu.kernel.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * From where a request comes, for limits. {@code X-Forwarded-For} is believed only as far as proxies of ours wrote it:
 * {@code cunlu.trusted-proxies}, addresses or networks such as {@code 172.16.0.0/12}, with commas between them.
 */
@Singleton
public class ClientAddress {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> proxies;

    ClientAddress(@Value("${cunlu.trusted-proxies:}") String proxies) {
        this.proxies = Stream.of(proxies.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Network::of)
                .toList();
    }

    /** @return the address, of IPv6 its /64 network, which one household has whole */
    public String of(HttpRequest<?> request) {
        InetAddress address = request.getRemoteAddress().getAddress();
        if (address == null) {
            return "unknown";
        }
        List<String> hops = request.getHeaders().getAll("X-Forwarded-For").stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && trusted(address); i--) {
            InetAddress before = literal(hops.get(i));
            if (before == null) {
                break;
            }
            address = before;
        }
        return text(address);
    }

    private boolean trusted(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.holds(address));
    }

    private static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
                : address.getHostAddress();
    }

    /** @return null for anything that is not an address: a name would be asked of a name server */
    private static InetAddress literal(String text) {
        try {
            return LITERAL.matcher(text).matches() ? InetAddress.ofLiteral(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private record Network(byte[] start, int bits) {
        static Network of(String text) {
            String[] parts = text.split("/", 2);
            InetAddress address = literal(parts[0]);
            if (address == null) {
                throw new ConfigurationException("cunlu.trusted-proxies: not an address: " + text);
            }
            byte[] start = address.getAddress();
            int bits = parts.length == 1 ? start.length * 8 : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > start.length * 8) {
                throw new ConfigurationException("cunlu.trusted-proxies: not a network: " + text);
            }
            return new Network(start, bits);
        }

        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
