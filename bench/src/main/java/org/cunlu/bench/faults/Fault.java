package org.cunlu.bench.faults;

/** What may befall a process or a line. */
public enum Fault {
    /** The process ends at once, as by {@code kill -9}, and is started again. */
    KILL(false),
    /** The process stands still, as by {@code SIGSTOP}, and goes on. */
    STOP(false),
    /** The process is ended in order and started again. */
    RESTART(false),
    /** All that goes over the line comes later. */
    LATENCY(true),
    /** The line lets through a few bytes at a time. */
    SLOW(true),
    /** Nothing goes over the line, and nobody is told; what was sent arrives when the line is whole again. */
    BLACK_HOLE(true),
    /** Connections are reset, old ones and new ones. */
    RESET(true),
    /** Connections are closed in the middle of what the server says. */
    CUT(true);

    private final boolean ofLine;

    Fault(boolean ofLine) {
        this.ofLine = ofLine;
    }

    /** @return whether it befalls a line between an app and a server, not a process */
    public boolean ofLine() {
        return ofLine;
    }
}
