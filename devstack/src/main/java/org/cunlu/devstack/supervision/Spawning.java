package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Starts processes and tries ports, never both at once.
 *
 * <p>A new process holds all open sockets of this one for a moment, until it has become another program. A socket that was
 * opened only to see whether its port is free would stay open there, and the port would seem taken when it is looked at again,
 * or be taken indeed for the server that was to have it. Under load the moment is long: one start in a few hundred failed so.
 */
final class Spawning {
    private Spawning() {}

    /** Returns when the new process has become the program, thus has let go of what was ours. */
    static synchronized Process start(ProcessBuilder builder) throws IOException {
        return builder.start();
    }

    /** Whether a server could listen there, on this machine's loopback. */
    static synchronized boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
