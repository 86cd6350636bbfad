package org.cunlu.devstack.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.Exchange;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHost;
import org.apache.qpid.server.model.VirtualHostNode;

/**
 * Runs the broker until its input ends, which it does when the supervisor ends.
 *
 * <p>Its input also takes orders: {@code forget PREFIX} deletes the queues and exchanges whose names begin so.
 */
final class BrokerMain {
    private final SystemLauncher launcher;
    private SystemConfig<?> system;

    private BrokerMain() {
        launcher = new SystemLauncher(new SystemLauncherListener.DefaultSystemLauncherListener() {
            @Override
            public void onContainerResolve(SystemConfig<?> resolved) {
                system = resolved;
            }
        });
    }

    /** @param args the initial configuration (a JSON file) and the folder to work in */
    public static void main(String[] args) throws Exception {
        new BrokerMain().run(Path.of(args[0]), Path.of(args[1]));
    }

    private void run(Path configuration, Path folder) throws Exception {
        var attributes = new HashMap<String, Object>();
        attributes.put("type", "Memory");
        attributes.put("initialConfigurationLocation", configuration.toUri().toString());
        attributes.put("startupLoggedToSystemOut", "false");
        attributes.put("context", Map.of("qpid.work_dir", folder.toString()));
        // Stops in order on SIGTERM, too: the store is closed then and opens faster the next time.
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::shutdown));
        launcher.startup(attributes);
        obey();
        System.exit(0);
    }

    private void obey() throws IOException {
        try (var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.startsWith("forget ")) {
                    forget(order.substring("forget ".length()));
                }
            }
        }
    }

    private void forget(String prefix) {
        for (VirtualHostNode<?> node : system.getContainer().getChildren(VirtualHostNode.class)) {
            VirtualHost<?> host = node.getVirtualHost();
            host.getChildren(Queue.class).forEach(queue -> deleteIfNamed(queue, prefix));
            host.getChildren(Exchange.class).forEach(exchange -> deleteIfNamed(exchange, prefix));
        }
    }

    private static void deleteIfNamed(ConfiguredObject<?> object, String prefix) {
        if (object.getName().startsWith(prefix)) {
            object.deleteAsync();
        }
    }
}
