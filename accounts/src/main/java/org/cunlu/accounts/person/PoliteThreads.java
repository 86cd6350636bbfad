package org.cunlu.accounts.person;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that give way: on Linux each lowers its own priority, which Java's own priorities do not do there, so that work of
 * theirs takes only what those who serve requests leave. Elsewhere they are ordinary ones.
 */
class PoliteThreads implements ThreadFactory {
    /** Of two busy threads on one core, one that is nicer by ten gets about a tenth. */
    static final int NICENESS = 10;
    /** {@code PRIO_PROCESS}; on Linux with 0 for this very thread. */
    private static final int OF_THREAD = 0;

    private static final MethodHandle SET_PRIORITY = setPriority();

    private final ThreadFactory threads;

    PoliteThreads(String name) {
        this.threads = Thread.ofPlatform().name(name, 0).daemon().factory();
    }

    @Override
    public Thread newThread(Runnable work) {
        return threads.newThread(() -> {
            giveWay();
            work.run();
        });
    }

    private static void giveWay() {
        if (SET_PRIORITY == null) {
            return;
        }
        try {
            // What it answers is of no use: a thread that may not be nice works as others do.
            int ignored = (int) SET_PRIORITY.invokeExact(OF_THREAD, 0, NICENESS);
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority cannot be called", e);
        }
    }

    /** @return null where there is no such thing */
    @SuppressWarnings("restricted")
    private static MethodHandle setPriority() {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return null;
        }
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find("setpriority")
                    .map(address -> linker.downcallHandle(
                            address,
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT)))
                    .orElse(null);
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            return null;
        }
    }
}
