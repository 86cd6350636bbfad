package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;

/** The port of a server: the given one, or a free one that it keeps from its first start on. */
final class Port {
    /** Below the range from which Linux takes ports for outgoing connections: else one of those may sit on it at a restart. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_700;
    private static final int TRIES = 200;

    private final Server server;
    private final boolean given;
    private int number;
    private boolean used;

    Port(Server server, Optional<Integer> wanted) {
        this.server = server;
        given = wanted.isPresent();
        number = wanted.orElseGet(Port::free);
    }

    /** @throws DevstackException when somebody else has it */
    void claim() {
        if (!given && !used && !isFree(number)) {
            number = free();
        }
        if (!isFree(number)) {
            throw Trouble.portTaken(server, number);
        }
        used = true;
    }

    int number() {
        return number;
    }

    private static int free() {
        for (int i = 0; i < TRIES; i++) {
            int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new DevstackException(
                "没有空闲端口 · No free port was found between %d and %d. Name ports by --…-port.".formatted(FIRST, LAST));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
