package org.cunlu.devstack.supervision;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;

/** The port of a server: the given one, or a free one that it keeps once it has served there. */
final class Port {
    /** Below the range from which Linux takes ports for outgoing connections: else one of those may sit on it at a restart. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_700;
    private static final int TRIES = 200;
    private static final int MOVES_MAX = 3;

    private final Server server;
    private final boolean given;
    private int number;
    private boolean kept;
    private int moves;

    Port(Server server, Optional<Integer> wanted) {
        this.server = server;
        given = wanted.isPresent();
        number = wanted.orElseGet(Port::free);
    }

    /** @throws DevstackException when somebody else has it */
    void claim() {
        if (!given && !kept && !Spawning.isFree(number)) {
            number = free();
        }
        if (!Spawning.isFree(number)) {
            throw Trouble.portTaken(server, number);
        }
    }

    /** It serves there: its users know the number from now on. */
    void keep() {
        kept = true;
    }

    /** Takes another one after somebody was faster. @return false when that is not ours to do, or was done too often */
    boolean move() {
        if (given || kept || moves == MOVES_MAX) {
            return false;
        }
        moves++;
        number = free();
        return true;
    }

    int number() {
        return number;
    }

    private static int free() {
        for (int i = 0; i < TRIES; i++) {
            int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (Spawning.isFree(candidate)) {
                return candidate;
            }
        }
        throw new DevstackException(
                "没有空闲端口 · No free port was found between %d and %d. Name ports by --…-port.".formatted(FIRST, LAST));
    }
}
