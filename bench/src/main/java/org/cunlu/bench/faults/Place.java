package org.cunlu.bench.faults;

import io.micronaut.core.annotation.Nullable;
import java.util.Locale;
import org.cunlu.devstack.Server;

/**
 * Where a fault strikes: an app instance, a server, or the line from an instance to a server.
 * @param instance number of the instance from 0; null for a server itself
 * @param server null for an app instance itself
 */
public record Place(@Nullable Integer instance, @Nullable Server server) {
    public Place {
        if (instance == null && server == null) {
            throw new IllegalArgumentException("a place is an instance, a server, or a line from one to the other");
        }
    }

    public static Place app(int instance) {
        return new Place(instance, null);
    }

    public static Place of(Server server) {
        return new Place(null, server);
    }

    public static Place line(int instance, Server server) {
        return new Place(instance, server);
    }

    public boolean isLine() {
        return instance != null && server != null;
    }

    /** {@code app-0}, {@code database}, {@code app-0>database}. */
    @Override
    public String toString() {
        String app = instance == null ? "" : "app-" + instance;
        String name = server == null ? "" : server.name().toLowerCase(Locale.ROOT);
        return app + (isLine() ? ">" : "") + name;
    }
}
