package org.cunlu.kernel.http;

import io.micronaut.core.annotation.Nullable;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike.
 * @param start one of them, of which the bits after {@code bits} say nothing
 * @param bits how many bits they share, 0 to 32, or to 128 for IPv6
 */
public record Network(InetAddress start, int bits) {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    public Network {
        if (bits < 0 || bits > start.getAddress().length * 8) {
            throw new IllegalArgumentException("no such network: " + start.getHostAddress() + "/" + bits);
        }
    }

    /**
     * @param text an address, or a network such as {@code 172.16.0.0/12}
     * @throws IllegalArgumentException for anything else
     */
    public static Network of(String text) {
        String[] parts = text.split("/", 2);
        InetAddress start = literal(parts[0]);
        if (start == null || parts.length == 2 && !BITS.matcher(parts[1]).matches()) {
            throw new IllegalArgumentException("not an address or network: " + text);
        }
        return new Network(start, parts.length == 1 ? start.getAddress().length * 8 : Integer.parseInt(parts[1]));
    }

    public boolean holds(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] first = start.getAddress();
        if (bytes.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (first[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** @return null for anything that is not an address: a name would be asked of a name server */
    static @Nullable InetAddress literal(String text) {
        try {
            return LITERAL.matcher(text).matches() ? InetAddress.ofLiteral(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** @return as {@link #of} reads it */
    @Override
    public String toString() {
        return start.getHostAddress() + "/" + bits;
    }
}
