package org.cunlu.logistics.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;

/** One database for the tests of stock and parcels, with stand-ins for all that others know. */
public final class Room {
    private static Map<String, String> properties;

    private Room() {}

    public static synchronized Map<String, String> properties() {
        if (properties == null) {
            properties = new LinkedHashMap<>(TestServers.properties("parcels", Server.DATABASE));
            properties.put("logistics.stand-ins", "true");
            properties.put("cunlu.consumers.enabled", "false");
            properties.put("cunlu.schedulers.enabled", "false");
            properties.put("cunlu.db.pool", "12");
        }
        return properties;
    }
}
