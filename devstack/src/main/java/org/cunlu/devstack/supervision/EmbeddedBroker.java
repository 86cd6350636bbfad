package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.link.PrivateFile;

/** Apache Qpid Broker-J, which keeps durable queues and persistent messages in a Derby store. */
final class EmbeddedBroker extends EmbeddedServer {
    private final Passwords passwords;

    EmbeddedBroker(Settings settings, Children children, Passwords passwords, Port port) {
        super(Server.BROKER, settings, children, port);
        this.passwords = passwords;
    }

    @Override
    void prepare(Consumer<String> step) throws IOException {
        try (var template = EmbeddedBroker.class.getResourceAsStream("/org/cunlu/devstack/broker/broker.json")) {
            var text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@PORT@", Integer.toString(port()))
                    .replace("@PASSWORD@", passwords.of("amqp"))
                    .replace("@STORE@", folder.resolve("store").toString());
            PrivateFile.write(folder.resolve("broker.json"), text);
        }
    }

    @Override
    List<String> command() {
        var command = new ArrayList<>(Jvm.command(128));
        command.addAll(List.of(
                "-XX:MaxDirectMemorySize=64m",
                "-Dlogback.configurationFile=org/cunlu/devstack/logback.xml",
                "-Dderby.stream.error.file=" + settings.logs().resolve("derby.log")));
        if (settings.forTests()) {
            command.add("-Dderby.system.durability=test");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "org.cunlu.devstack.broker.BrokerMain",
                folder.resolve("broker.json").toString(),
                folder.toString()));
        return command;
    }

    /** Deletes queues and exchanges. Returns at once. */
    @Override
    public void forget(String prefix) {
        order("forget " + prefix);
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("cunlu.amqp.uri", "amqp://cunlu:%s@127.0.0.1:%d".formatted(passwords.of("amqp"), port()));
    }

    @Override
    public String product() {
        return "Apache Qpid 10.1 (AMQP 0-9-1)";
    }
}
