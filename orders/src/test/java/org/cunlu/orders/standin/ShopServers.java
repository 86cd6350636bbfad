package org.cunlu.orders.standin;

import java.util.HashMap;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;

/** Configuration of the shop's tests: a database of its own, jobs and consumers only by hand. */
public final class ShopServers {
    private ShopServers() {}

    public static Map<String, String> properties(String room) {
        var properties = new HashMap<>(TestServers.properties(room, Server.DATABASE));
        properties.put("orders.stand-ins", "true");
        properties.put("cunlu.consumers.enabled", "false");
        properties.put("cunlu.schedulers.enabled", "false");
        return properties;
    }
}
