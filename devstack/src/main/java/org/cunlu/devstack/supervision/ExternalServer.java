package org.cunlu.devstack.supervision;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;

/** A server named by configuration. It is only looked at: nobody stops here what he has not started. */
final class ExternalServer implements ManagedServer {
    private static final long POLL_MILLIS = 200;

    private final Server server;
    private final Duration answerWithin;
    private boolean seen;

    ExternalServer(Server server, Duration answerWithin) {
        this.server = server;
        this.answerWithin = answerWithin;
    }

    @Override
    public void start(Consumer<String> step) {
        long deadline = System.nanoTime() + answerWithin.toNanos();
        Exception last = null;
        while (!seen && System.nanoTime() < deadline) {
            try {
                seen = Probes.serves(server, properties());
                Thread.sleep(seen ? 0 : POLL_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            } catch (Exception notYet) {
                last = notYet;
            }
        }
        if (!seen) {
            throw new DevstackException(
                    """
                    无法连接所配置的 %s · The %s named by %s does not answer: %s
                    Start it, or correct the address; or unset these variables to use the embedded one.""".formatted(server.title(), server.title(), String.join(", ", server.keys()), last));
        }
    }

    @Override
    public void stop() {
        seen = false;
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException(server + " is not ours");
    }

    @Override
    public void deleteData() {
        // Not ours either; a room that is opened on it is empty all the same.
    }

    @Override
    public boolean running() {
        return seen;
    }

    /** From the environment, where the owner has put them. */
    @Override
    public Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        for (var key : server.keys()) {
            properties.put(key, System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_')));
        }
        return properties;
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public String product() {
        return "the one named by configuration";
    }
}
