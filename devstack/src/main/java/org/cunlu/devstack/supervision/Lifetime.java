package org.cunlu.devstack.supervision;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.devstack.link.ProcessId;

/** How long the supervisor lives: as long as one of those who wanted the servers. */
final class Lifetime {
    private static final long POLL_MILLIS = 300;

    private final Set<ProcessId> parents = ConcurrentHashMap.newKeySet();
    private final Runnable last;
    private boolean ending;

    /** @param last what is done before the process ends */
    Lifetime(ProcessId parent, Runnable last) {
        this.last = last;
        parents.add(parent);
    }

    /** Makes the servers outlive the others, for this process. @return false when it is too late */
    synchronized boolean attach(ProcessId parent) {
        // When the others are gone it ends, seen or not yet: its servers may not be what this one wants.
        boolean accepted = owned();
        if (accepted) {
            parents.add(parent);
        }
        return accepted;
    }

    /** Whether somebody who wants the servers lives. */
    synchronized boolean owned() {
        return !ending && parents.stream().anyMatch(ProcessId::isAlive);
    }

    void watch() {
        Thread.ofPlatform().daemon().name("lifetime").start(() -> {
            while (!endIfAlone()) {
                try {
                    Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        });
    }

    private synchronized boolean endIfAlone() {
        boolean alone = !owned();
        if (alone && !ending) {
            end("nobody is left who wants the servers");
        }
        return alone;
    }

    /** Ends the servers, then the supervisor. Returns at once. */
    synchronized void end(String why) {
        ending = true;
        Supervisor.log("ends: " + why);
        Thread.ofPlatform().start(() -> {
            last.run();
            System.exit(0);
        });
    }
}
