package org.cunlu.devstack.supervision;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One server as the supervisor sees it. Its callers make sure that only one of these methods runs at a time. */
interface ManagedServer {
    /** Starts it and returns when it answers. @param step told what happens, for people */
    void start(Consumer<String> step);

    /** Ends it in order, so that nothing it has promised to keep is lost. Nothing happens when it does not run. */
    void stop();

    /** Ends it at once, as a crash would. */
    void kill();

    /** Deletes all its data; it must not run. */
    void deleteData();

    /** Gives up, after it was stopped, what is not kept for a later start. */
    default void release() {}

    /** Drops what clients have declared under names that begin so, where only the server itself can; others do nothing. */
    default void forget(String prefix) {}

    boolean running();

    /** How to reach it, by the keys of the application's configuration. */
    Map<String, String> properties();

    /** The number of its process, where it has one on this machine. */
    OptionalLong pid();

    /** What it is, for people: {@code MariaDB 11.4}. */
    String product();
}
