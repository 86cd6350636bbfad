package org.cunlu.bench.faults;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A line of TCP that can be made bad: listens on a free port of this machine and passes on what it hears to a server and
 * back, each way of each connection on a thread of its own.
 */
public final class FaultProxy implements AutoCloseable {
    static final Duration LATENCY = Duration.ofMillis(150);
    /** While the line is slow, so many bytes go over it between two pauses. */
    static final int SLOW_BYTES = 256;

    static final Duration SLOW_PAUSE = Duration.ofMillis(25);

    private static final int CONNECT_MILLIS = 5_000;
    private static final int CHUNK = 16 * 1024;
    private static final int BACKLOG = 200;

    private final InetSocketAddress server;
    private final ServerSocket listening;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Fault fault;
    private volatile boolean closed;

    /** @param port of a server on this machine */
    public FaultProxy(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("proxy-" + port).start(this::accept);
    }

    /** @return where it listens */
    public int port() {
        return listening.getLocalPort();
    }

    /** Makes the line bad in this way from now on. @param wanted one of a line */
    public void spoil(Fault wanted) {
        if (!wanted.ofLine()) {
            throw new IllegalArgumentException(wanted + " is no fault of a line");
        }
        set(wanted);
        if (wanted == Fault.RESET) {
            open.forEach(Connection::reset);
        }
    }

    /** The line is whole from now on; what a black hole held goes on. */
    public void heal() {
        set(null);
    }

    @Override
    public void close() {
        closed = true;
        heal();
        quietly(listening);
        open.forEach(Connection::end);
    }

    private void set(@Nullable Fault wanted) {
        lock.lock();
        try {
            fault = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return the fault of now, none of those that hold everything: these are waited out */
    private @Nullable Fault passable() throws IOException {
        lock.lock();
        try {
            while (fault == Fault.BLACK_HOLE) {
                changed.await();
            }
            return fault;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or no file handle is left for one connection: the next one may have more luck.
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }

    private void serve(Socket client) {
        try {
            if (passable() == Fault.RESET) {
                client.setSoLinger(true, 0);
                quietly(client);
                return;
            }
            var upstream = new Socket();
            upstream.connect(server, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var connection = new Connection(client, upstream);
            open.add(connection);
            if (closed) {
                connection.end();
            }
            Thread.ofVirtual().start(() -> connection.pump(client, upstream, false));
            connection.pump(upstream, client, true);
        } catch (IOException e) {
            // Nobody listens at the server: the client learns it by the end of its connection.
            quietly(client);
        }
    }

    private static void quietly(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Exception e) {
            // It is gone either way.
        }
    }

    /** A client's connection and its continuation to the server. */
    private final class Connection {
        private final Socket client;
        private final Socket upstream;

        Connection(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        /** @param answer whether this is the way from the server to the client */
        void pump(Socket from, Socket to, boolean answer) {
            var chunk = new byte[CHUNK];
            try {
                int length = from.getInputStream().read(chunk);
                while (length >= 0 && pass(to, chunk, length, answer)) {
                    length = from.getInputStream().read(chunk);
                }
            } catch (IOException e) {
                // One side has gone; the other one is told by the end of its connection.
            } finally {
                end();
            }
        }

        private boolean pass(Socket to, byte[] chunk, int length, boolean answer) throws IOException {
            Fault now = passable();
            if (now == Fault.RESET) {
                reset();
                return false;
            }
            if (now == Fault.SLOW) {
                for (int at = 0; at < length; at += SLOW_BYTES) {
                    LockSupport.parkNanos(SLOW_PAUSE.toNanos());
                    to.getOutputStream().write(chunk, at, Math.min(SLOW_BYTES, length - at));
                }
                return true;
            }
            if (now == Fault.LATENCY) {
                LockSupport.parkNanos(LATENCY.toNanos());
            }
            boolean cut = now == Fault.CUT && answer;
            to.getOutputStream().write(chunk, 0, cut ? length / 2 : length);
            return !cut;
        }

        void reset() {
            try {
                client.setSoLinger(true, 0);
                upstream.setSoLinger(true, 0);
            } catch (IOException e) {
                // Closed already.
            }
            end();
        }

        void end() {
            open.remove(this);
            quietly(client);
            quietly(upstream);
        }
    }
}
