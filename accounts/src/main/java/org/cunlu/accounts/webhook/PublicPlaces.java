package org.cunlu.accounts.webhook;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.cunlu.kernel.http.Network;

/**
 * Which machines may be called: those of the public network, and private ones that the county allows. A name is looked up once
 * for each connection, and the connection goes to an address that was looked at here, so that a name that changes its mind in
 * between, or that a redirection brings, leads to nothing of ours.
 */
@Singleton
class PublicPlaces implements DnsResolver {
    /** IANA special-purpose registries (RFC 6890 and its successors); what carries an IPv4 address in an IPv6 one goes as a whole. */
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3")
            .map(Network::of)
            .toList();
    /** The only block from which public IPv6 addresses are given, and what is special in it. */
    private static final Network UNICAST6 = Network.of("2000::/3");

    private static final List<Network> NOT_PUBLIC6 = Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
            .map(Network::of)
            .toList();

    private final List<Network> allowed;

    PublicPlaces(WebhookSettings settings) {
        this.allowed = settings.networks();
    }

    /** A name, or a number behind it, that is not to be called. */
    static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublic() {
            super("not a public address");
        }
    }

    boolean mayCall(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.holds(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (address.getAddress().length == 4) {
            return NOT_PUBLIC.stream().noneMatch(network -> network.holds(address));
        }
        return UNICAST6.holds(address) && NOT_PUBLIC6.stream().noneMatch(network -> network.holds(address));
    }

    /** One that may not be called spoils all: who mixes them tries something. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
        for (InetAddress address : found) {
            if (!mayCall(address)) {
                throw new NotPublic();
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
